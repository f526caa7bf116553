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
      for (int run = 1; run <= runs; run++) {
        System.err.printf("run %d of %d%n", run, runs);
        sandbox.setkeeper("scale", "statefulset/mongo", "--replicas=5");
        harness.await(
            "newcomers that answer",
            () -> mongods.answers("mongo-3") && mongods.answers("mongo-4"));
        harness.note(
            "3 → 5: the last newcomer answers → all vote, committed (s)",
            Harness.seconds(() -> mongods.awaitVoters(5)));
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
}
