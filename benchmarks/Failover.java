import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
  private static final long ASK_MILLIS = 20;
  private static final long AFTERWARDS_MILLIS = 500;

  /** Without a pause it would fill the stand-in's memory in some minutes. */
  private static final long PAUSE_MILLIS = 5;

  /** More than can be on their way when the primary is killed. */
  private static final int WRITES_AGAIN = 20;

  private static final String HOOK =
      """
              lifecycle:
                preStop:
                  httpGet: {path: prestop, port: 8427}
      """;

  private final Harness harness = new Harness(ASK_MILLIS);
  private final Sandbox sandbox;

  private Failover(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    int runs = Integer.parseInt(Harness.option(args, "--runs", "5"));
    try (Sandbox sandbox = new Sandbox("failover")) {
      new Failover(sandbox).run(runs, Harness.option(args, "--mongod", "standin"));
    }
  }

  private void run(int runs, String mongod) throws Exception {
    sandbox.setkeeper("up", "--detach", "--mongod", mongod, "-f", manifests(sandbox.folder()));
    try (Writer writer = new Writer(sandbox.setkeeper("uri"), PAUSE_MILLIS)) {
      for (int run = 1; run <= runs; run++) {
        System.err.printf("run %d of %d: killed%n", run, runs);
        ProcessHandle primary = mongod(healthy());
        long kill = System.nanoTime();
        int before = writer.done();
        primary.destroyForcibly();
        harness.await("writes again", () -> writer.done() > before + WRITES_AGAIN);
        harness.note(
            "kill -9 of the primary's mongod → the next acknowledged majority write (s)",
            writer.stall(kill).end());
      }
      for (int run = 1; run <= runs; run++) {
        System.err.printf("run %d of %d: handed over%n", run, runs);
        String primary = primary(healthy());
        int failed = writer.failures();
        long delete = System.nanoTime();
        sandbox.setkeeper("delete", "pod/" + primary);
        do {
          TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
        } while (primary(healthy()).equals(primary));
        harness.note(
            "the primary's pod is deleted, its hook asks the keeper: longest stall (s)",
            writer.stall(delete).length());
        harness.note("the same: failed retryable writes", writer.failures() - failed);
      }
    }
    harness.print();
  }

  /** The recipe's files with the hook, and time for it. */
  private static String manifests(Path folder) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("manifests"));
    try (Stream<Path> files = Files.list(Path.of("examples/mongo"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            copy.resolve(file.getFileName()),
            Files.readString(file)
                .replace("terminationGracePeriodSeconds: 10", "terminationGracePeriodSeconds: 60")
                .replaceFirst("(?m)^( *)volumeMounts:", HOOK.stripTrailing() + "\n$0"));
      }
    }
    return copy.toString();
  }

  /** Waits until the set is healthy, and a little longer; its status. */
  private String healthy() throws Exception {
    String[] status = {""};
    harness.await(
        "a healthy set",
        () -> {
          status[0] = sandbox.setkeeper("status", "-o", "json");
          return Pattern.compile("\"healthy\"\\s*:\\s*true").matcher(status[0]).find();
        });
    TimeUnit.MILLISECONDS.sleep(AFTERWARDS_MILLIS);
    return status[0];
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
}
