import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures how fast members follow {@code spec.replicas}, from three to five and back.
 *
 * <p>Run it from a checkout that is built, with JDK 25 and nothing else running: {@code java -cp
 * 'cli/target/dist/lib/*' benchmarks/Scaling.java [--runs N] [--mongod PATH]}. One sandbox, {@code
 * N} rounds (5 by default) of two: the keepers grow the set; then a {@link Hand} does, with the
 * keepers paused: the same mongods, on the same machine. A round before them is not counted. Growth
 * is timed from the moment at which the last newcomer's mongod answers to the moment at which the
 * config is committed and all five vote in it; shrinking, by the keepers, from the end of {@code
 * ./setkeeper scale} to a config of three. Both ask every 20 ms. Prints medians, least and most.
 */
public final class Scaling {
  private static final long ASK_MILLIS = 20;

  private final Harness harness;
  private final Sandbox sandbox;
  private final Mongods mongods;
  private final Hand hand;

  private Scaling(Harness harness, Sandbox sandbox, Mongods mongods) {
    this.harness = harness;
    this.sandbox = sandbox;
    this.mongods = mongods;
    this.hand = new Hand(sandbox.kubeconfig());
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    int runs = Integer.parseInt(Harness.option(args, "--runs", "5"));
    Harness harness = new Harness(ASK_MILLIS);
    try (Sandbox sandbox = new Sandbox("scaling");
        Mongods mongods = new Mongods(harness, sandbox::pods)) {
      sandbox.setkeeper("up", "--detach", "--mongod", Harness.option(args, "--mongod", "standin"));
      mongods.awaitVoters(3);
      Scaling scaling = new Scaling(harness, sandbox, mongods);
      scaling.grow();
      scaling.shrink();
      for (int run = 1; run <= runs; run++) {
        System.err.printf("round %d of %d%n", run, runs);
        harness.note("3 → 5: the last newcomer answers → all vote, committed (s)", scaling.grow());
        harness.note(
            "5 → 3: `./setkeeper scale` is called → a config of three (s)", scaling.shrink());
        harness.note("3 → 5 by hand, the keepers paused: the same (s)", scaling.growByHand());
        scaling.shrink();
      }
      harness.print();
    }
  }

  private double grow() throws Exception {
    sandbox.setkeeper("scale", "statefulset/mongo", "--replicas=5");
    harness.await(
        "newcomers that answer", () -> mongods.answers("mongo-3") && mongods.answers("mongo-4"));
    double seconds = Harness.seconds(() -> mongods.awaitVoters(5));
    harness.await("five pods", () -> sandbox.pods().size() == 5);
    return seconds;
  }

  private double growByHand() throws Exception {
    hand.pause(true);
    try (Mongods others = new Mongods(harness, sandbox::pods);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> works =
          threads.submit(
              () -> {
                hand.grow(others, List.of("mongo-3", "mongo-4"));
                return null;
              });
      double seconds = grow();
      works.get();
      return seconds;
    } finally {
      hand.pause(false);
    }
  }

  private double shrink() throws Exception {
    double seconds =
        Harness.seconds(
            () -> {
              sandbox.setkeeper("scale", "statefulset/mongo", "--replicas=3");
              mongods.awaitMembers(3);
            });
    harness.await("three pods", () -> sandbox.pods().size() == 3);
    mongods.awaitVoters(3);
    return seconds;
  }
}
