import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Measures what a writer outside sees when the primary goes: killed, and by the deletion of its pod
 * where the mongod's preStop hook asks the keeper.
 *
 * <p>Run it from a checkout that is built, with JDK 25 and nothing else running: {@code java -cp
 * 'cli/target/dist/lib/*' benchmarks/Failover.java [--runs N] [--mongod PATH]}. One sandbox, {@code
 * N} rounds of each kind (5 by default), the set healthy again before each. The writer inserts one
 * document after the other with {@code w: "majority"} and retryable writes, through the doors.
 * Prints medians, least and most.
 */
public final class Failover {
  private static final int LONGEST_SECONDS = 240;
  private static final long AFTERWARDS_MILLIS = 500;
  private static final String HOOK =
      """
              lifecycle:
                preStop:
                  httpGet: {path: prestop, port: 8427}
      """;

  private final Path folder;
  private final Path state;

  private Failover(Path folder) {
    this.folder = folder;
    this.state = folder.resolve("state");
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    int runs = Integer.parseInt(option(args, "--runs", "5"));
    Failover here = new Failover(Files.createTempDirectory("setkeeper-failover-"));
    try {
      here.run(runs, option(args, "--mongod", "standin"));
    } finally {
      here.setkeeper("down", "--volumes");
      here.delete();
    }
  }

  private static String option(String[] args, String name, String otherwise) {
    int at = List.of(args).indexOf(name);
    return at < 0 ? otherwise : args[at + 1];
  }

  private void run(int runs, String mongod) throws Exception {
    setkeeper(
        "up", "--detach", "--mongod", mongod, "-f", manifests(), "--timeout", "" + LONGEST_SECONDS);
    List<Double> killed = new ArrayList<>();
    List<Double> handedOver = new ArrayList<>();
    int failed = 0;
    try (Writer writer = new Writer(setkeeper("uri"))) {
      for (int run = 1; run <= runs; run++) {
        String status = healthy();
        ProcessHandle primary = mongod(status);
        long kill = writer.mark();
        primary.destroyForcibly();
        healthy();
        killed.add(writer.stall(kill).end());
        System.err.printf("run %d of %d: killed, %.2f s%n", run, runs, killed.getLast());
      }
      writer.failures();
      for (int run = 1; run <= runs; run++) {
        String primary = primary(healthy());
        long delete = writer.mark();
        setkeeper("delete", "pod/" + primary);
        do {
          TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
        } while (primary(healthy()).equals(primary));
        handedOver.add(writer.stall(delete).length());
        int failures = writer.failures();
        failed += failures;
        System.err.printf(
            "run %d of %d: handed over, %.2f s, %d failed%n",
            run, runs, handedOver.getLast(), failures);
      }
    }
    System.out.println("| | median | least | most |\n|---|---|---|---|");
    print("kill -9 of the primary's mongod → the next acknowledged majority write", killed);
    print("the primary's pod is deleted, its hook asks the keeper: longest stall", handedOver);
    System.out.printf("%nFailed retryable writes in %d hand-overs: %d%n", runs, failed);
  }

  private static void print(String what, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.printf(
        "| %s | %.2f s | %.2f s | %.2f s |%n",
        what, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  /** The recipe's files with the hook, and time for it. */
  private String manifests() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("manifests"));
    try (Stream<Path> files = Files.list(Path.of("examples/mongo"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            copy.resolve(file.getFileName()),
            Files.readString(file)
                .replace("terminationGracePeriodSeconds: 10", "terminationGracePeriodSeconds: 60")
                .replaceFirst("(?m)^( *)volumeMounts:", HOOK.indent(2).stripTrailing() + "\n$0"));
      }
    }
    return copy.toString();
  }

  /** Waits until the set is healthy, and a little longer; its status. */
  private String healthy() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (true) {
      String status = setkeeper("status", "-o", "json");
      if (Pattern.compile("\"healthy\"\\s*:\\s*true").matcher(status).find()) {
        TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
        return status;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the set does not become healthy:\n" + status);
      }
    }
  }

  private static String primary(String status) {
    return first(status, "\"primary\"\\s*:\\s*\"([^\"]+)\"");
  }

  private static ProcessHandle mongod(String status) {
    String pid =
        first(
            status,
            "\\{[^{}]*\"pod\"\\s*:\\s*\"%s\"[^{}]*\"container\"\\s*:\\s*\"mongo\"[^{}]*\"pid\"\\s*:\\s*(\\d+)"
                .formatted(primary(status)));
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
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

  /**
   * The longest time without an acknowledged write since a moment.
   *
   * @param length in seconds
   * @param end from the moment to the write that ended it, in seconds
   */
  record Stall(double length, double end) {}

  /** Writes all the time, and notes when each write was acknowledged. */
  static final class Writer implements AutoCloseable {
    private final MongoClient client;
    private final List<Long> acknowledged = new ArrayList<>();
    private final Thread thread;
    private int failures;
    private volatile boolean closing;

    Writer(String uri) {
      client =
          MongoClients.create(
              MongoClientSettings.builder()
                  .applyConnectionString(new ConnectionString(uri))
                  .retryWrites(true)
                  .applyToClusterSettings(c -> c.serverSelectionTimeout(60, TimeUnit.SECONDS))
                  .build());
      thread = Thread.ofPlatform().start(this::write);
    }

    private void write() {
      var documents =
          client
              .getDatabase("benchmark")
              .getCollection("written")
              .withWriteConcern(WriteConcern.MAJORITY);
      for (long i = 0; !closing; i++) {
        boolean done = false;
        try {
          documents.insertOne(new Document("_id", i));
          done = true;
        } catch (MongoException e) {
          System.err.println("not acknowledged: " + e);
        }
        synchronized (this) {
          if (done) {
            acknowledged.add(System.nanoTime());
          } else {
            failures++;
          }
        }
      }
    }

    /** Forgets what was before, but for the last write; this moment. */
    synchronized long mark() {
      if (acknowledged.size() > 1) {
        acknowledged.subList(0, acknowledged.size() - 1).clear();
      }
      return System.nanoTime();
    }

    synchronized Stall stall(long since) {
      Stall longest = new Stall(0, 0);
      for (int i = 1; i < acknowledged.size(); i++) {
        double length = (acknowledged.get(i) - acknowledged.get(i - 1)) / 1e9;
        if (length > longest.length()) {
          longest = new Stall(length, (acknowledged.get(i) - since) / 1e9);
        }
      }
      return longest;
    }

    /** How many failed since this was asked last. */
    synchronized int failures() {
      int since = failures;
      failures = 0;
      return since;
    }

    @Override
    public void close() throws InterruptedException {
      closing = true;
      thread.join();
      client.close();
    }
  }
}
