import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Measures how fast members follow {@code spec.replicas}, from three to five and back.
 *
 * <p>Run it from a checkout that is built, with JDK 25 and nothing else running: {@code java -cp
 * 'cli/target/dist/lib/*' benchmarks/Scaling.java [--runs N] [--mongod PATH]}. One sandbox, {@code
 * N} rounds (5 by default). Growth is timed from the moment at which the last newcomer's mongod
 * answers to the moment at which the config is committed and all five vote in it; shrinking from
 * the end of {@code ./setkeeper scale} to a config of three. Both ask every 20 ms. Prints medians,
 * least and most.
 */
public final class Scaling {
  private static final int LONGEST_SECONDS = 240;
  private static final long ASK_MILLIS = 20;

  private final Path folder;
  private final Path state;
  private final Map<String, MongoClient> clients = new HashMap<>();

  private Scaling(Path folder) {
    this.folder = folder;
    this.state = folder.resolve("state");
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    int runs = Integer.parseInt(option(args, "--runs", "5"));
    Scaling here = new Scaling(Files.createTempDirectory("setkeeper-scaling-"));
    try {
      here.run(runs, option(args, "--mongod", "standin"));
    } finally {
      here.clients.values().forEach(MongoClient::close);
      here.setkeeper("down", "--volumes");
      here.delete();
    }
  }

  private static String option(String[] args, String name, String otherwise) {
    int at = List.of(args).indexOf(name);
    return at < 0 ? otherwise : args[at + 1];
  }

  private void run(int runs, String mongod) throws Exception {
    setkeeper("up", "--detach", "--mongod", mongod, "--timeout", "" + LONGEST_SECONDS);
    List<Double> grown = new ArrayList<>();
    List<Double> shrunk = new ArrayList<>();
    awaitVoters(3);
    for (int run = 1; run <= runs; run++) {
      setkeeper("scale", "statefulset/mongo", "--replicas=5");
      await(() -> answers("mongo-3") && answers("mongo-4"));
      grown.add(timed(() -> awaitVoters(5)));
      await(() -> pods().size() == 5);
      setkeeper("scale", "statefulset/mongo", "--replicas=3");
      shrunk.add(
          timed(() -> await(() -> config().filter(c -> members(c).size() == 3).isPresent())));
      await(() -> pods().size() == 3);
      awaitVoters(3);
      System.err.printf(
          "run %d of %d: 3 to 5 %.2f s, 5 to 3 %.2f s%n",
          run, runs, grown.getLast(), shrunk.getLast());
    }
    System.out.println("| | median | least | most |\n|---|---|---|---|");
    print("3 → 5: the last newcomer answers → all vote, committed", grown);
    print("5 → 3: `scale` → a config of three", shrunk);
  }

  /** Something that is waited for. */
  interface Wait {
    void forIt() throws Exception;
  }

  /** Something that can be asked. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private static double timed(Wait wait) throws Exception {
    long start = System.nanoTime();
    wait.forIt();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited too long");
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
    }
  }

  private void awaitVoters(int voters) throws Exception {
    await(
        () ->
            config()
                .filter(reply -> reply.getBoolean("commitmentStatus", false))
                .filter(reply -> members(reply).size() == voters)
                .filter(r -> members(r).stream().allMatch(m -> m.getInteger("votes") == 1))
                .isPresent());
  }

  private static List<Document> members(Document reply) {
    return reply.get("config", Document.class).getList("members", Document.class);
  }

  /** The primary's reply to replSetGetConfig, if there is a primary. */
  private Optional<Document> config() throws IOException {
    for (String address : pods().values()) {
      Optional<Document> reply =
          ask(address, new Document("replSetGetConfig", 1).append("commitmentStatus", true));
      if (reply.isPresent()) {
        return reply;
      }
    }
    return Optional.empty();
  }

  private boolean answers(String pod) throws IOException {
    String address = pods().get(pod);
    return address != null && ask(address, new Document("hello", 1)).isPresent();
  }

  /** Addresses by pod, from what the sandbox writes for their processes. */
  private Map<String, String> pods() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String line : Files.readAllLines(state.resolve("hosts"))) {
      String[] words = line.strip().split("\\s+");
      if (words.length > 1 && words[1].matches("mongo-[0-9]+\\..*")) {
        found.put(words[1].split("\\.")[0], words[0]);
      }
    }
    return found;
  }

  private Optional<Document> ask(String address, Document command) {
    MongoClient client =
        clients.computeIfAbsent(
            address,
            a ->
                MongoClients.create(
                    "mongodb://%s:27017/?directConnection=true&serverSelectionTimeoutMS=50&connectTimeoutMS=500&heartbeatFrequencyMS=500"
                        .formatted(a)));
    try {
      return Optional.of(client.getDatabase("admin").runCommand(command));
    } catch (MongoException e) {
      return Optional.empty(); // not there, or no primary
    }
  }

  private static void print(String what, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.printf(
        "| %s | %.2f s | %.2f s | %.2f s |%n",
        what, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  private String setkeeper(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./setkeeper"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--state", state.toString()));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.waitFor();
    return Files.readString(said).strip();
  }

  private void delete() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
