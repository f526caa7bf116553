import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Measures how fast members follow {@code spec.replicas}, from three to five and back.
 *
 * <p>Run it from a checkout that is built, with JDK 25 and nothing else running: {@code java -cp
 * 'cli/target/dist/lib/*' benchmarks/Scaling.java [--runs N] [--mongod PATH]}. One sandbox, {@code
 * N} rounds (5 by default), in which the keepers grow the set and, in every other, a perfect hand
 * does, with the keepers paused: the same mongods, on the same machine. Growth is timed from the
 * moment at which the last newcomer's mongod answers to the moment at which the config is committed
 * and all five vote in it; shrinking from the end of {@code ./setkeeper scale} to a config of
 * three. Both ask every 20 ms. Prints medians, least and most.
 */
public final class Scaling {
  private static final long ASK_MILLIS = 20;

  private Scaling() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    int runs = Integer.parseInt(Harness.option(args, "--runs", "5"));
    Harness harness = new Harness(ASK_MILLIS);
    try (Sandbox sandbox = new Sandbox("scaling");
        Mongods mongods = new Mongods(harness, sandbox::pods)) {
      sandbox.setkeeper("up", "--detach", "--mongod", Harness.option(args, "--mongod", "standin"));
      mongods.awaitVoters(3);
      Hand hand = new Hand(mongods, sandbox.kubeconfig());
      for (int run = 1; run <= 2 * runs; run++) {
        boolean byHand = run % 2 == 0;
        System.err.printf("round %d of %d%n", run, 2 * runs);
        hand.pause(byHand);
        sandbox.setkeeper("scale", "statefulset/mongo", "--replicas=5");
        if (byHand) {
          growByHand(harness, mongods, hand);
          hand.pause(false);
        } else {
          grow(harness, mongods);
        }
        harness.await("five pods", () -> sandbox.pods().size() == 5);
        sandbox.setkeeper("scale", "statefulset/mongo", "--replicas=3");
        harness.note(
            "5 → 3: `scale` → a config of three (s)",
            Harness.seconds(() -> mongods.awaitMembers(3)));
        harness.await("three pods", () -> sandbox.pods().size() == 3);
        mongods.awaitVoters(3);
      }
      harness.print();
    }
  }

  private static void grow(Harness harness, Mongods mongods) throws Exception {
    harness.await(
        "newcomers that answer", () -> mongods.answers("mongo-3") && mongods.answers("mongo-4"));
    harness.note(
        "3 → 5: the last newcomer answers → all vote, committed (s)",
        Harness.seconds(() -> mongods.awaitVoters(5)));
  }

  /** The hand works from the first newcomer on, as keepers do. */
  private static void growByHand(Harness harness, Mongods mongods, Hand hand) throws Exception {
    CompletableFuture<Long> lastAnswers =
        CompletableFuture.supplyAsync(
            () -> {
              try (Mongods others = mongods.again()) {
                harness.await(
                    "newcomers that answer",
                    () -> others.answers("mongo-3") && others.answers("mongo-4"));
                return System.nanoTime();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    hand.grow(List.of("mongo-3", "mongo-4"));
    mongods.awaitVoters(5);
    harness.note(
        "3 → 5 by hand, the keepers paused: the same (s)",
        (System.nanoTime() - lastAnswers.join()) / 1e9);
  }
}
