import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;

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
public final class OnCluster {
  private static final long LONGEST_SECONDS = 300;
  private static final long ASK_MILLIS = 100;
  private static final Pattern AUDIT_ID = Pattern.compile("\"auditID\":\"([^\"]+)\"");

  private final KubernetesClient kubernetes = kubernetes();
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final Map<String, MongoClient> clients = new HashMap<>();
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
    OnCluster here = new OnCluster(args);
    int runs = Integer.parseInt(here.option("--runs", "5"));
    try {
      for (int run = 1; run <= runs; run++) {
        here.inNamespace("figures-parallel-" + run, () -> here.forms("Parallel"));
        here.inNamespace(
            "figures-" + run,
            () -> {
              here.forms("OrderedReady");
              here.lives();
              here.idles();
            });
        here.print(run);
      }
    } finally {
      here.clients.values().forEach(MongoClient::close);
      here.kubernetes.close();
    }
  }

  private String option(String name, String otherwise) {
    int at = List.of(args).indexOf(name);
    return at < 0 ? otherwise : args[at + 1];
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

  /** Something that is done, or waited for. */
  interface Deed {
    void run() throws Exception;
  }

  /** Something that can be asked. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private static double seconds(Deed deed) throws Exception {
    long start = System.nanoTime();
    deed.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited too long: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
    }
  }

  private void note(String figure, double value) {
    figures.computeIfAbsent(figure, f -> new ArrayList<>()).add(value);
    System.err.printf(Locale.ROOT, "  %s: %.2f%n", figure, value);
  }

  private void inNamespace(String name, Deed deed) throws Exception {
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
      await(name + " is gone", () -> kubernetes.namespaces().withName(name).get() == null);
    }
  }

  /** From nothing to three healthy members. */
  private void forms(String policy) throws Exception {
    List<HasMetadata> objects = recipe(policy);
    long start = System.nanoTime();
    objects.forEach(object -> kubernetes.resource(object).inNamespace(namespace).create());
    await("mongo-2 answers", () -> answers("mongo-2"));
    note("third mongod answers → 3 healthy voters, " + policy + " (s)", seconds(() -> whole(3)));
    note("create → 3 healthy voters, " + policy + " (s)", (System.nanoTime() - start) / 1e9);
  }

  private List<HasMetadata> recipe(String policy) throws Exception {
    String tag = option("--version", "0.1.0-SNAPSHOT");
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
    String mongod = option("--mongod-image", "localhost/setkeeper/standin:" + tag);
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
    delete(folder);
    return objects;
  }

  /** What happens to a set, under a client that writes. */
  private void lives() throws Exception {
    try (Writer writer = new Writer(namespace)) {
      writer.awaitMore(50);
      statefulSet().scale(5);
      await("the newcomers answer", () -> answers("mongo-3") && answers("mongo-4"));
      note("3 → 5: the last newcomer answers → all vote, committed (s)", seconds(() -> voters(5)));
      await("five pods", () -> pods().size() == 5);
      note(
          "5 → 3: scale → a config of three (s)",
          seconds(
              () -> {
                statefulSet().scale(3);
                await("three", () -> config().filter(c -> members(c).size() == 3).isPresent());
              }));
      await("three pods", () -> pods().size() == 3);
      whole(3);
      underWrites(
          writer,
          "kill -9 of the primary's mongod",
          () -> {
            String before = primary();
            kill(mongodOf(before));
            await("another primary", () -> !Set.of("", before).contains(primary()));
            writer.awaitMore(50);
            whole(3);
          });
      underWrites(
          writer,
          "the primary's pod is deleted",
          () -> {
            String before = primary();
            anew(
                Set.of(uids().get(before)),
                () -> kubernetes.pods().inNamespace(namespace).withName(before).delete());
          });
      underWrites(
          writer,
          "rolling restart of the StatefulSet",
          () -> anew(Set.copyOf(uids().values()), () -> statefulSet().rolling().restart()));
      List<Long> missing = writer.end();
      note("acknowledged writes that are not there", missing.size());
    }
  }

  private void underWrites(Writer writer, String what, Deed deed) throws Exception {
    int before = writer.failed.size();
    long start = System.nanoTime();
    deed.run();
    writer.awaitMore(50);
    note(what + ": longest stall (s)", writer.longestStall(start));
    note(what + ": failed writes", writer.failed.size() - before);
  }

  private void anew(Set<String> before, Deed deed) throws Exception {
    deed.run();
    await(
        "pods anew",
        () -> {
          Map<String, String> now = uids();
          return now.size() == 3 && now.values().stream().noneMatch(before::contains);
        });
    whole(3);
  }

  /** Nobody does anything. */
  private void idles() throws Exception {
    int seconds = Integer.parseInt(option("--idle", "120"));
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
    note("requests a minute of three idle keepers", requests.size() * 60.0 / seconds);
    for (long keeper : processes("setkeeper-keeper", "")) {
      note("RSS of a keeper (MiB)", rss(keeper));
    }
    for (String pod : uids().keySet()) {
      note("RSS of a mongod (MiB)", rss(mongodOf(pod)));
    }
  }

  // --- Kubernetes ---

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

  // --- mongod ---

  private boolean answers(String pod) {
    String address = pods().get(pod);
    return address != null && ask(address, new Document("hello", 1)).isPresent();
  }

  /** The primary's pod; empty while there is none. */
  private String primary() {
    for (String address : pods().values()) {
      Optional<Document> hello = ask(address, new Document("hello", 1));
      if (hello.filter(h -> h.getBoolean("isWritablePrimary", false)).isPresent()) {
        return hello.orElseThrow().getString("me").split("\\.")[0];
      }
    }
    return "";
  }

  /** The primary's reply to replSetGetConfig, if there is a primary. */
  private Optional<Document> config() {
    for (String address : pods().values()) {
      Optional<Document> reply =
          ask(address, new Document("replSetGetConfig", 1).append("commitmentStatus", true));
      if (reply.isPresent()) {
        return reply;
      }
    }
    return Optional.empty();
  }

  private void voters(int voters) throws Exception {
    await(
        voters + " voters",
        () ->
            config()
                .filter(reply -> reply.getBoolean("commitmentStatus", false))
                .filter(reply -> members(reply).size() == voters)
                .filter(r -> members(r).stream().allMatch(m -> m.getInteger("votes") == 1))
                .isPresent());
  }

  /** Waits until so many vote, and all are well. */
  private void whole(int members) throws Exception {
    voters(members);
    await(
        members + " are well",
        () ->
            !primary().isEmpty()
                && pods().values().stream()
                        .map(address -> ask(address, new Document("hello", 1)))
                        .flatMap(Optional::stream)
                        .filter(
                            h ->
                                h.getBoolean("isWritablePrimary", false)
                                    || h.getBoolean("secondary", false))
                        .count()
                    == members);
  }

  private static List<Document> members(Document reply) {
    return reply.get("config", Document.class).getList("members", Document.class);
  }

  private Optional<Document> ask(String address, Document command) {
    MongoClient client =
        clients.computeIfAbsent(
            address,
            a ->
                MongoClients.create(
                    "mongodb://%s:27017/?directConnection=true&serverSelectionTimeoutMS=50&connectTimeoutMS=500&socketTimeoutMS=2000&heartbeatFrequencyMS=500"
                        .formatted(a)));
    try {
      return Optional.of(client.getDatabase("admin").runCommand(command));
    } catch (MongoException e) {
      return Optional.empty(); // not there, or no primary
    }
  }

  // --- processes of the node, which are this machine's ---

  private static List<Long> processes(String inCommandLine, String inEnvironment)
      throws IOException {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : all.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        if (read(process.resolve("cmdline")).contains(inCommandLine)
            && read(process.resolve("environ")).contains(inEnvironment)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }

  private static long mongodOf(String pod) throws IOException {
    return processes("mongod\0--replSet", "HOSTNAME=" + pod + "\0").getFirst();
  }

  private static void kill(long process) {
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
  }

  private static double rss(long process) {
    return read(Path.of("/proc/" + process + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }

  /** Writes numbers, one after the other. */
  private static final class Writer implements AutoCloseable {
    private final ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> at = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
    private final MongoClient client;
    private final MongoCollection<Document> collection;
    private final Thread thread;
    private volatile boolean ended;

    Writer(String namespace) {
      String hosts =
          Stream.of(0, 1, 2)
              .map(i -> "mongo-%d.mongo.%s.svc.cluster.local:27017".formatted(i, namespace))
              .collect(Collectors.joining(","));
      client =
          MongoClients.create(
              MongoClientSettings.builder()
                  .applyConnectionString(
                      new ConnectionString("mongodb://%s/?replicaSet=rs0".formatted(hosts)))
                  .applyToClusterSettings(c -> c.serverSelectionTimeout(60, TimeUnit.SECONDS))
                  .build());
      collection =
          client
              .getDatabase("figures")
              .getCollection("numbers")
              .withWriteConcern(WriteConcern.MAJORITY.withWTimeout(60, TimeUnit.SECONDS));
      thread = Thread.ofPlatform().daemon().start(this::write);
    }

    private void write() {
      for (long number = 0; !ended; number++) {
        try {
          collection.insertOne(new Document("_id", number));
          acknowledged.add(number);
          at.add(System.nanoTime());
          TimeUnit.MILLISECONDS.sleep(10);
        } catch (MongoException e) {
          failed.add(e.toString());
          String said = e.toString();
          System.err.println("  failed write: " + said.substring(0, Math.min(300, said.length())));
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    void awaitMore(int writes) throws Exception {
      int wanted = at.size() + writes;
      await("writes", () -> at.size() >= wanted);
    }

    double longestStall(long since) {
      long last = since;
      long longest = 0;
      for (long time : at) {
        if (time > since) {
          longest = Math.max(longest, time - last);
          last = time;
        }
      }
      return longest / 1e9;
    }

    /** Those that were acknowledged and are not there. */
    List<Long> end() throws InterruptedException {
      ended = true;
      thread.join();
      Set<Long> found = new HashSet<>();
      collection.find().forEach(document -> found.add(document.getLong("_id")));
      return acknowledged.stream().filter(number -> !found.contains(number)).toList();
    }

    @Override
    public void close() {
      ended = true;
      client.close();
    }
  }

  private void print(int runs) {
    System.out.printf("%n%d rounds:%n%n| | median | least | most |%n|---|---|---|---|%n", runs);
    figures.forEach(
        (figure, values) -> {
          List<Double> sorted = values.stream().sorted().toList();
          System.out.printf(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f |%n",
              figure,
              sorted.get(sorted.size() / 2),
              sorted.getFirst(),
              sorted.getLast());
        });
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
