package io.setkeeper.standin;

import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;

/** A set of stand-ins in this process, numbered from 1, seen through the official driver. */
final class InProcessSet implements AutoCloseable {
  /** Longer than a stand-in waits before it remedies a group change that does not end. */
  static final Duration LONG = Duration.ofMinutes(3);

  private final Map<Integer, InProcess> running = new HashMap<>();
  private final Path folder;
  private final int subnet;

  /** On loopback addresses of its own: other classes' tests run at the same time. */
  InProcessSet(Path folder, int subnet) {
    this.folder = folder;
    this.subnet = subnet;
  }

  @Override
  public void close() {
    running.values().forEach(InProcess::close);
  }

  void start(int number) throws IOException {
    running.put(number, InProcess.start(ip(number), Files.createDirectories(dbpath(number))));
  }

  Path dbpath(int number) {
    return folder.resolve("db" + number);
  }

  void stop(int number) {
    Objects.requireNonNull(running.remove(number)).close();
  }

  boolean listens(int number) {
    try (Socket socket = new Socket(ip(number), 27017)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  void wipe(int number) throws IOException {
    try (var files = Files.walk(dbpath(number))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  String ip(int number) {
    return "127.77.%d.%d".formatted(subnet, number);
  }

  /** The same address, written in another way that Java and C take: a name of a pod, as it were. */
  String alias(int number) {
    return "127.77." + ((subnet << 8) + number) + ":27017";
  }

  String host(int number) {
    return ip(number) + ":27017";
  }

  void initiate(int number) {
    initiate(number, 2_000);
  }

  /** With an election timeout that is as long as what the test does needs. */
  void initiate(int number, int electionTimeoutMillis) {
    var settings =
        new Document("electionTimeoutMillis", electionTimeoutMillis)
            .append("heartbeatIntervalMillis", 500);
    var config =
        new Document("_id", "rs0")
            .append("members", List.of(new Document("_id", 0).append("host", host(number))))
            .append("settings", settings);
    ask(number, new Document("replSetInitiate", config));
    await().atMost(LONG).until(() -> primary(number) == number);
  }

  /** One member that two others join without a vote, to be promoted one by one. */
  void grow() throws IOException {
    grow(4_000); // a stall of the machine that is shorter deposes nobody
  }

  void grow(int electionTimeoutMillis) throws IOException {
    for (int number = 1; number <= 3; number++) {
      start(number);
    }
    initiate(1, electionTimeoutMillis);
    reconfig(
        config -> {
          for (int number = 2; number <= 3; number++) {
            members(config)
                .add(
                    new Document("_id", number - 1)
                        .append("host", host(number))
                        .append("votes", 0)
                        .append("priority", 0));
          }
        });
    await()
        .atMost(LONG)
        .until(() -> states(1).equals(List.of("PRIMARY", "SECONDARY", "SECONDARY")));
    for (int index = 1; index <= 2; index++) {
      int promoted = index;
      reconfig(config -> members(config).get(promoted).append("votes", 1).append("priority", 1.0));
    }
  }

  void reconfig(Consumer<Document> change) {
    ask(1, changed(change).append("maxTimeMS", LONG.toMillis()));
  }

  /**
   * Waits until a config is committed that is not older: a newly added member's vote comes later.
   */
  void awaitCommitted(int version) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              var reply =
                  ask(1, new Document("replSetGetConfig", 1).append("commitmentStatus", true));
              return reply.getBoolean("commitmentStatus", false)
                  && reply.get("config", Document.class).getInteger("version") >= version;
            });
  }

  void rename(int index, String host) {
    reconfig(config -> members(config).get(index).append("host", host));
  }

  void force(Consumer<Document> change) {
    ask(1, changed(change).append("force", true));
  }

  Document changed(Consumer<Document> change) {
    var config = ask(1, new Document("replSetGetConfig", 1)).get("config", Document.class);
    change.accept(config);
    config.put("version", config.getInteger("version") + 1);
    return new Document("replSetReconfig", config);
  }

  Document member(int id, int number) {
    return new Document("_id", id).append("host", host(number));
  }

  List<Document> members(Document config) {
    return config.getList("members", Document.class);
  }

  List<String> states(int asked) {
    return ask(asked, new Document("replSetGetStatus", 1))
        .getList("members", Document.class)
        .stream()
        .map(member -> member.getString("stateStr"))
        .toList();
  }

  /** Which of them is writable, or 0. */
  int primary(int... numbers) {
    return IntStream.of(numbers)
        .filter(number -> ask(number, new Document("hello", 1)).getBoolean("isWritablePrimary"))
        .findFirst()
        .orElse(0);
  }

  int refusal(int number, Document command) {
    try {
      ask(number, command);
      return 0;
    } catch (MongoException e) {
      return e.getCode();
    }
  }

  Document ask(int number, Document command) {
    try (var client = direct(number)) {
      return client.getDatabase("admin").runCommand(command);
    }
  }

  MongoClient direct(int number) {
    return direct(number, 30);
  }

  /** With how long the driver tries one that does not answer. */
  MongoClient direct(int number, int seconds) {
    return MongoClients.create(
        "mongodb://%s/?directConnection=true&readPreference=secondaryPreferred&serverSelectionTimeoutMS=%d"
            .formatted(host(number), seconds * 1_000));
  }

  void writes(int members, int howMany) {
    try (var client = set(members)) {
      var documents = new ArrayList<Document>();
      for (int i = 0; i < howMany; i++) {
        documents.add(new Document("_id", i));
      }
      MongoCollection<Document> collection = client.getDatabase("test").getCollection("c");
      documents.forEach(collection.withWriteConcern(WriteConcern.MAJORITY)::insertOne);
    }
  }

  /** How many of the written ones this member has itself. */
  long documents(int number) {
    try (var client = direct(number)) {
      return client.getDatabase("test").getCollection("c").countDocuments();
    }
  }

  long count(int members) {
    try (var client = set(members)) {
      return client.getDatabase("test").getCollection("c").countDocuments();
    }
  }

  MongoClient set(int members) {
    var hosts = IntStream.rangeClosed(1, members).mapToObj(this::host).toList();
    return MongoClients.create(
        "mongodb://%s/?replicaSet=rs0&serverSelectionTimeoutMS=60000"
            .formatted(String.join(",", hosts)));
  }
}
