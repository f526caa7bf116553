import com.sun.management.ThreadMXBean;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Keeper;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.look.Names;
import io.setkeeper.keeper.look.PodWorld;
import io.setkeeper.kubernetes.SetScope;
import io.setkeeper.kubernetes.WatchedCluster;
import io.setkeeper.kubernetes.Writes;
import io.setkeeper.mongodb.Mongods;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures what a keeper's thinking costs: decisions a second for a set of 50 members, on one
 * thread, and the bytes that one step on a quiet set allocates.
 *
 * <p>Run it from a checkout that is built, with JDK 25: {@code java -cp 'cli/target/dist/lib/*'
 * benchmarks/DecideBench.java}. The step is the production one (look, decide, nothing to do) in
 * this process, against a sandbox of three with the stand-in, as the primary's keeper takes it; the
 * bytes are those of all threads, the driver's and the informers' included. {@code --core-only}
 * leaves the sandbox out.
 */
public final class DecideBench {
  private static final int MEMBERS = 50;
  private static final int ROUNDS = 7;
  private static final int STEPS = 500;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private DecideBench() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    System.out.println("| | median | least | most |\n|---|---|---|---|");
    decisions("quiet", scene(0));
    decisions("a newcomer is due for its vote", scene(1));
    if (!List.of(args).contains("--core-only")) {
      steps();
    }
  }

  /** Fifty members, seven of them with votes, but for so many votes that are yet to be given. */
  private static Snapshot scene(int missingVotes) {
    List<Member> members = new ArrayList<>();
    List<PeerView> peers = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    OpTime head = new OpTime(1, 1000, 1);
    for (int i = 0; i < MEMBERS; i++) {
      HostPort host = new HostPort("mongo-" + i + ".mongo.default.svc.cluster.local", 27017);
      members.add(i < 7 - missingVotes ? Member.voter(i, host) : Member.newcomer(i, host));
      peers.add(PeerView.of(i, i == 0 ? MemberState.PRIMARY : MemberState.SECONDARY, true, head));
      pods.add(
          new Pod(
              "mongo-" + i,
              i,
              "uid-" + i,
              host,
              Optional.of("10.0.0." + i),
              true,
              Optional.empty(),
              Optional.empty()));
    }
    ReplicaSetConfig config =
        new ReplicaSetConfig("rs0", new ConfigVersion(1, 5), members, Optional.of("61a5f0c2"));
    Map<String, Mongod> mongods = new HashMap<>();
    mongods.put(
        "mongo-0",
        new Mongod.InSet(
            0,
            MemberState.PRIMARY,
            true,
            1,
            config,
            true,
            peers,
            Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
            false));
    return new Snapshot(
        "mongo-0",
        new StatefulSetView.Known("default", "mongo", MEMBERS, 0, false, true, Wishes.NONE),
        pods,
        List.of(),
        new SetRecord.Initiated("7", "61a5f0c2", MEMBERS - 1),
        new LeaseView.Free(),
        mongods);
  }

  private static void decisions(String what, Snapshot snapshot) {
    Policy policy = Policy.of("rs0");
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    List<Double> rates = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    Decision decision = Keeper.decide(snapshot, policy, now);
    for (int round = 0; round <= ROUNDS; round++) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      long start = System.nanoTime();
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long count = 0;
      while (System.nanoTime() < end) {
        for (int i = 0; i < 100; i++) {
          decision = Keeper.decide(snapshot, policy, now);
        }
        count += 100;
      }
      if (round > 0) { // the first one is the warm-up
        rates.add(count / ((System.nanoTime() - start) / 1e9));
        bytes.add((THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) count);
      }
    }
    System.err.println(what + ": " + decision);
    print("decisions a second, set of %d, %s".formatted(MEMBERS, what), rates, "%,.0f");
    print("bytes allocated by one of them", bytes, "%,.0f");
  }

  private static void steps() throws Exception {
    Path folder = Files.createTempDirectory("setkeeper-decide-");
    Path state = folder.resolve("state");
    try {
      setkeeper(folder, "up", "--detach", "--mongod", "standin", "--timeout", "240");
      String primary =
          first(setkeeper(folder, "status", "-o", "json"), "\"primary\"\\s*:\\s*\"([^\"]+)\"");
      Config config = Config.fromKubeconfig(Files.readString(state.resolve("kubeconfig")));
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
        steps(client, primary, first(Files.readString(state.resolve("hosts")), address(primary)));
      }
    } finally {
      setkeeper(folder, "down", "--volumes");
      delete(folder);
    }
  }

  private static String address(String pod) {
    return "(?m)^([0-9.]+)\\s+" + pod + "\\.";
  }

  private static void steps(KubernetesClient client, String pod, String address)
      throws InterruptedException {
    SetScope scope =
        new SetScope(
            "default",
            "mongo",
            Map.of("role", "mongo", "environment", "test"),
            "mongo",
            "cluster.local",
            HostPort.DEFAULT_PORT);
    InstantSource clock = InstantSource.system();
    Policy policy = Policy.of("rs0");
    HostPort own = new HostPort(address, HostPort.DEFAULT_PORT);
    try (WatchedCluster cluster = new WatchedCluster(client, scope, () -> {});
        Mongods mongods = new Mongods(() -> {})) {
      PodWorld world =
          new PodWorld(
              new PodWorld.Own(pod, own, false),
              cluster,
              new Writes(client, scope, cluster, pod, clock),
              mongods,
              new Names(own, pod));
      Memory memory = Memory.NONE;
      while (!(cluster.cached().statefulSet() instanceof StatefulSetView.Known)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      List<Double> bytes = new ArrayList<>();
      List<Double> millis = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        for (int i = 0; i < STEPS; i++) {
          Step step = Step.take(world, policy, clock, memory);
          memory = step.memory();
          if (step.outcome().isPresent()) {
            throw new IllegalStateException("the set is not quiet: " + step.decision());
          }
        }
        if (round > 0) {
          bytes.add((THREADS.getTotalThreadAllocatedBytes() - allocated) / (double) STEPS);
          millis.add((System.nanoTime() - start) / 1e6 / STEPS);
        }
      }
      print("bytes allocated by one step on a quiet set of three", bytes, "%,.0f");
      print("its time, the mongod's included, ms", millis, "%.2f");
    }
  }

  private static void print(String what, List<Double> values, String format) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.println(
        Stream.of(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast())
            .map(format::formatted)
            .reduce("| " + what + " |", (row, value) -> row + " " + value + " |"));
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private static String setkeeper(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./setkeeper"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--state", folder.resolve("state").toString()));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.waitFor();
    return Files.readString(said).strip();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
