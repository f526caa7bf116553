import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the recipe's set on the real Kubernetes of {@code e2e/cluster}: how fast it forms,
 * follows {@code spec.replicas} and gets over what happens to its primary, and what idle keepers
 * cost.
 *
 * <p>Run it from a checkout that is built, on a cluster that is up and has both images, with
 * nothing else running: {@code e2e/cluster enter java -cp 'cli/target/dist/lib/*'
 * benchmarks/OnCluster.java [--runs N] [--idle SECONDS] [--version IMAGES' TAG] [--mongod-image
 * IMAGE]}, with JDK 25's java. {@code N} rounds (5 by default), each in namespaces of its own.
 * Mongods are asked every 100 ms, as they were when a sidecar and a hand were measured. A stall is
 * the longest time between two acknowledged majority writes of one client with retryable writes.
 * Prints medians, least and most.
 */
public final class OnCluster implements AutoCloseable {
  private static final long ASK_MILLIS = 100;
  private static final Pattern AUDIT_ID = Pattern.compile("\"auditID\":\"([^\"]+)\"");

  private final KubernetesClient kubernetes = kubernetes();
  private final Harness harness = new Harness(ASK_MILLIS);
  private final Mongods mongods = new Mongods(harness, this::pods);
  private final String[] args;
  private String namespace = "";
  private Map<String, String> addresses = Map.of();
  private long listed;

  private OnCluster(String[] args) {
    this.args = args;
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    // A pod that comes back has another address.
    java.security.Security.setProperty("networkaddress.cache.ttl", "1");
    java.security.Security.setProperty("networkaddress.cache.negative.ttl", "0");
    int runs = Integer.parseInt(Harness.option(args, "--runs", "5"));
    try (OnCluster here = new OnCluster(args)) {
      for (int run = 1; run <= runs; run++) {
        here.inNamespace("figures-parallel-" + run, () -> here.forms("Parallel"));
        here.inNamespace(
            "figures-" + run,
            () -> {
              here.forms("OrderedReady");
              here.lives();
              here.idles();
            });
        System.out.printf("%n%d rounds:%n", run);
        here.harness.print();
      }
    }
  }

  @Override
  public void close() {
    mongods.close();
    kubernetes.close();
  }

  private static KubernetesClient kubernetes() {
    Config config = Config.autoConfigure(null);
    try {
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (KubernetesClientException notRsa) {
      config.setClientKeyAlgo("EC"); // fabric8 takes a key in PKCS #8 for RSA's, whatever it is
      return new KubernetesClientBuilder().withConfig(config).build();
    }
  }

  private void inNamespace(String name, Harness.Deed deed) throws Exception {
    namespace = name;
    listed = 0;
    System.err.println(name);
    kubernetes
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    try {
      deed.run();
    } finally {
      kubernetes.namespaces().withName(name).delete();
      harness.await(name + " is gone", () -> kubernetes.namespaces().withName(name).get() == null);
    }
  }

  /** From nothing to three healthy members. */
  private void forms(String policy) throws Exception {
    List<HasMetadata> objects = recipe(policy);
    long start = System.nanoTime();
    objects.forEach(object -> kubernetes.resource(object).inNamespace(namespace).create());
    harness.await("mongo-2 answers", () -> mongods.answers("mongo-2"));
    harness.note(
        "third mongod answers → 3 healthy voters, " + policy + " (s)",
        Harness.seconds(() -> mongods.awaitWhole(3)));
    harness.note(
        "create → 3 healthy voters, " + policy + " (s)", (System.nanoTime() - start) / 1e9);
  }

  private List<HasMetadata> recipe(String policy) throws Exception {
    String tag = Harness.option(args, "--version", "0.1.0-SNAPSHOT");
    Path folder = Files.createTempDirectory("setkeeper-figures-");
    Path said = folder.resolve("said");
    Path output = folder.resolve("modern");
    Process modernize =
        new ProcessBuilder(
                "./setkeeper",
                "modernize",
                "--kubernetes",
                kubernetes.getKubernetesVersion().getMajor()
                    + "."
                    + kubernetes.getKubernetesVersion().getMinor().replaceAll("[^0-9].*", ""),
                "--image",
                "localhost/setkeeper/keeper:" + tag,
                "--storage-class",
                "standard",
                "--namespace",
                namespace,
                "-o",
                output.toString(),
                "examples/mongo")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (modernize.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(said));
    }
    String mongod = Harness.option(args, "--mongod-image", "localhost/setkeeper/standin:" + tag);
    List<HasMetadata> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.sorted().toList()) {
        String text =
            Files.readString(file)
                .replaceAll("(?m)^(\\s*-?\\s*image:\\s*)mongo\\s*$", "$1" + mongod);
        try (InputStream in =
            new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
          objects.addAll(kubernetes.load(in).items());
        }
      }
    }
    objects.stream()
        .filter(StatefulSet.class::isInstance)
        .forEach(object -> ((StatefulSet) object).getSpec().setPodManagementPolicy(policy));
    Harness.delete(folder);
    return objects;
  }

  /** What happens to a set, under a client that writes. */
  private void lives() throws Exception {
    try (Writer writer = new Writer(uri(), 10)) {
      awaitMore(writer, 50);
      statefulSet().scale(5);
      harness.await(
          "the newcomers answer", () -> mongods.answers("mongo-3") && mongods.answers("mongo-4"));
      harness.note(
          "3 → 5: the last newcomer answers → all vote, committed (s)",
          Harness.seconds(() -> mongods.awaitVoters(5)));
      harness.await("five pods", () -> pods().size() == 5);
      harness.note(
          "5 → 3: scale → a config of three (s)",
          Harness.seconds(
              () -> {
                statefulSet().scale(3);
                mongods.awaitMembers(3);
              }));
      harness.await("three pods", () -> pods().size() == 3);
      mongods.awaitWhole(3);
      underWrites(
          writer,
          "kill -9 of the primary's mongod",
          () -> {
            String before = mongods.primary();
            NodeProcesses.kill(NodeProcesses.mongodOf(before));
            harness.await("another primary", () -> !Set.of("", before).contains(mongods.primary()));
            awaitMore(writer, 50);
            mongods.awaitWhole(3);
          });
      underWrites(
          writer,
          "the primary's pod is deleted",
          () -> {
            String before = mongods.primary();
            anew(
                Set.of(uids().get(before)),
                () -> kubernetes.pods().inNamespace(namespace).withName(before).delete());
          });
      underWrites(
          writer,
          "rolling restart of the StatefulSet",
          () -> anew(Set.copyOf(uids().values()), () -> statefulSet().rolling().restart()));
      List<Long> missing = writer.end();
      harness.note("acknowledged writes that are not there", missing.size());
    }
  }

  private void underWrites(Writer writer, String what, Harness.Deed deed) throws Exception {
    int before = writer.failures();
    long start = System.nanoTime();
    deed.run();
    awaitMore(writer, 50);
    harness.note(what + ": longest stall (s)", writer.stall(start).length());
    harness.note(what + ": failed writes", writer.failures() - before);
  }

  private void awaitMore(Writer writer, int writes) throws Exception {
    int wanted = writer.done() + writes;
    harness.await("writes", () -> writer.done() >= wanted);
  }

  private String uri() {
    return Stream.of(0, 1, 2)
        .map(i -> "mongo-%d.mongo.%s.svc.cluster.local:27017".formatted(i, namespace))
        .collect(Collectors.joining(",", "mongodb://", "/?replicaSet=rs0"));
  }

  private void anew(Set<String> before, Harness.Deed deed) throws Exception {
    deed.run();
    harness.await(
        "pods anew",
        () -> {
          Map<String, String> now = uids();
          return now.size() == 3 && now.values().stream().noneMatch(before::contains);
        });
    mongods.awaitWhole(3);
  }

  /** Nobody does anything. */
  private void idles() throws Exception {
    int seconds = Integer.parseInt(Harness.option(args, "--idle", "120"));
    TimeUnit.SECONDS.sleep(20); // what came before has been said and written
    Path audit = Path.of(System.getenv("KUBECONFIG")).resolve("../../../log/audit.log").normalize();
    long from = Files.size(audit);
    TimeUnit.SECONDS.sleep(seconds);
    Set<String> requests = new HashSet<>();
    try (var in = Files.newInputStream(audit)) {
      in.skipNBytes(from);
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.contains("\"username\":\"system:serviceaccount:" + namespace + ":")) {
          var id = AUDIT_ID.matcher(line);
          requests.add(id.find() ? id.group(1) : line);
        }
      }
    }
    harness.note("requests a minute of three idle keepers", requests.size() * 60.0 / seconds);
    for (long keeper : NodeProcesses.find("setkeeper-keeper", "")) {
      harness.note("RSS of a keeper (MiB)", NodeProcesses.rss(keeper));
    }
    for (String pod : uids().keySet()) {
      harness.note("RSS of a mongod (MiB)", NodeProcesses.rss(NodeProcesses.mongodOf(pod)));
    }
  }

  private RollableScalableResource<StatefulSet> statefulSet() {
    return kubernetes.apps().statefulSets().inNamespace(namespace).withName("mongo");
  }

  private List<Pod> list() {
    return kubernetes.pods().inNamespace(namespace).withLabel("role", "mongo").list().getItems();
  }

  /** Addresses by pod, of those that have one; looked at once a second, so that it costs little. */
  private Map<String, String> pods() {
    if (System.nanoTime() - listed > 1_000_000_000L) {
      addresses = addresses();
      listed = System.nanoTime();
    }
    return addresses;
  }

  private Map<String, String> addresses() {
    return list().stream()
        .filter(pod -> pod.getStatus().getPodIP() != null)
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getName(),
                pod -> pod.getStatus().getPodIP(),
                (one, other) -> one,
                TreeMap::new));
  }

  private Map<String, String> uids() {
    return list().stream()
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getName(), pod -> pod.getMetadata().getUid()));
  }
}
