import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Asks the mongods of a set's pods, each by itself. */
final class Mongods implements AutoCloseable {
  /** Where the pods are now. */
  interface Addresses {
    /** Addresses by pod. */
    Map<String, String> now() throws Exception;
  }

  private static final long TRY_MILLIS = 20;

  private final Map<String, MongoClient> clients = new HashMap<>();
  private final Harness harness;
  private final Addresses pods;
  private String answeredLast = "";

  Mongods(Harness harness, Addresses pods) {
    this.harness = harness;
    this.pods = pods;
  }

  boolean answers(String pod) throws Exception {
    String address = pods.now().get(pod);
    return address != null && ask(address, new Document("hello", 1)).isPresent();
  }

  /** The primary's pod; empty while there is none. */
  String primary() throws Exception {
    for (String address : pods.now().values()) {
      Optional<Document> hello = ask(address, new Document("hello", 1));
      if (hello.filter(h -> h.getBoolean("isWritablePrimary", false)).isPresent()) {
        return hello.orElseThrow().getString("me").split("\\.")[0];
      }
    }
    return "";
  }

  /** Waits until a config has so many members, whoever of them votes. */
  void awaitMembers(int members) throws Exception {
    harness.await(
        "a config of " + members, () -> config().filter(c -> of(c).size() == members).isPresent());
  }

  /** Waits until a config is committed in which so many are members, and all of them vote. */
  void awaitVoters(int voters) throws Exception {
    harness.await(
        voters + " voters",
        () ->
            config()
                .filter(reply -> reply.getBoolean("commitmentStatus", false))
                .filter(reply -> of(reply).size() == voters)
                .filter(reply -> of(reply).stream().allMatch(m -> m.getInteger("votes") == 1))
                .isPresent());
  }

  /** Waits until so many vote, and all are well. */
  void awaitWhole(int members) throws Exception {
    awaitVoters(members);
    harness.await(
        members + " are well",
        () ->
            !primary().isEmpty()
                && pods.now().values().stream()
                        .map(address -> ask(address, new Document("hello", 1)))
                        .flatMap(Optional::stream)
                        .filter(Mongods::isWell)
                        .count()
                    == members);
  }

  private static boolean isWell(Document hello) {
    return hello.getBoolean("isWritablePrimary", false) || hello.getBoolean("secondary", false);
  }

  /** The primary's reply to replSetGetConfig, if there is a primary. */
  Optional<Document> config() throws Exception {
    for (String address : pods.now().values()) {
      Optional<Document> reply =
          ask(address, new Document("replSetGetConfig", 1).append("commitmentStatus", true));
      if (reply.isPresent()) {
        answeredLast = address;
        return reply;
      }
    }
    return Optional.empty();
  }

  /** What the mongod that answered {@link #config} last says to this, if it does. */
  Optional<Document> toPrimary(Document command) {
    return ask(answeredLast, command);
  }

  private static List<Document> of(Document reply) {
    return reply.get("config", Document.class).getList("members", Document.class);
  }

  private Optional<Document> ask(String address, Document command) {
    MongoClient client =
        clients.computeIfAbsent(
            address,
            a ->
                MongoClients.create(
                    MongoClientSettings.builder()
                        .applyConnectionString(
                            new ConnectionString(
                                "mongodb://%s:27017/?directConnection=true&serverSelectionTimeoutMS=50&connectTimeoutMS=500&socketTimeoutMS=2000"
                                    .formatted(a)))
                        // By itself the driver tries one that is away only twice a second.
                        .applyToServerSettings(
                            server ->
                                server
                                    .heartbeatFrequency(TRY_MILLIS, TimeUnit.MILLISECONDS)
                                    .minHeartbeatFrequency(TRY_MILLIS, TimeUnit.MILLISECONDS))
                        .build()));
    try {
      return Optional.of(client.getDatabase("admin").runCommand(command));
    } catch (MongoException e) {
      return Optional.empty(); // not there, or no primary
    }
  }

  @Override
  public void close() {
    clients.values().forEach(MongoClient::close);
  }
}
