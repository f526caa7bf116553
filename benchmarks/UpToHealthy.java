import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Measures {@code ./setkeeper up} to a healthy set of three, on a checkout that is built, and what
 * its processes weigh.
 *
 * <p>Run it from the checkout with JDK 25 and nothing else running: {@code java
 * benchmarks/UpToHealthy.java [RUNS]}, five runs by default, each in a state folder of its own that
 * is new. The times come from a watch on the pods, which is opened as soon as the API server
 * answers, and from the end of the command. Prints medians, least and most.
 */
public final class UpToHealthy {

  /** The moments of one run, in seconds from the start of the command. */
  enum Phase {
    API_SERVER("API server answers"),
    POD_0("mongo-0 runs, 2/2"),
    PRIMARY("a pod is labelled primary: writable"),
    POD_2("mongo-2 runs, 2/2"),
    THIRD("the two others are labelled secondary"),
    HEALTHY("`up --detach` returns: healthy");

    private final String text;

    Phase(String text) {
      this.text = text;
    }
  }

  private static final int DEFAULT_RUNS = 5;
  private static final int LONGEST_SECONDS = 180;

  private UpToHealthy() {}

  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_RUNS;
    if (new ProcessBuilder("./setkeeper", "--version").inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(
          "./setkeeper --version failed: run this from a checkout that builds");
    }
    var times = new EnumMap<Phase, List<Double>>(Phase.class);
    var weights = new TreeMap<String, List<Double>>();
    for (int run = 1; run <= runs; run++) {
      Map<Phase, Double> moments = run(weights);
      moments.forEach(
          (phase, seconds) -> times.computeIfAbsent(phase, p -> new ArrayList<>()).add(seconds));
      System.err.printf("run %d of %d: %s%n", run, runs, moments);
    }
    print(
        "| from the start of `./setkeeper up` | median | least | most |",
        times,
        phase -> phase.text,
        "%.2f s");
    print("| RSS when healthy | median | least | most |", weights, name -> name, "%.0f MiB");
  }

  private static Map<Phase, Double> run(Map<String, List<Double>> weights) throws Exception {
    Path folder = Files.createTempDirectory("setkeeper-benchmark-");
    Path state = folder.resolve("state");
    Path log = folder.resolve("log");
    try {
      var moments = new ConcurrentHashMap<Phase, Double>();
      long start = System.nanoTime();
      Process up = start(log, "up", "--detach", "--state", state.toString());
      Thread watcher = Thread.ofVirtual().start(() -> watch(state, start, moments, up));
      if (!up.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || up.exitValue() != 0) {
        throw new IllegalStateException("up failed:\n" + Files.readString(log));
      }
      moments.put(Phase.HEALTHY, seconds(start));
      watcher.join(TimeUnit.SECONDS.toMillis(2));
      watcher.interrupt();
      weigh(state, folder.resolve("status"), weights);
      return new EnumMap<>(moments);
    } finally {
      start(log, "down", "--volumes", "--state", state.toString()).waitFor();
      delete(folder);
    }
  }

  private static Process start(Path output, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("./setkeeper"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /**
   * Notes each phase when it is first seen. A phase that came before the watch was open is noted at
   * its first event.
   */
  private static void watch(Path state, long start, Map<Phase, Double> moments, Process up) {
    try (HttpClient client = client(state, up)) {
      String config = Files.readString(state.resolve("kubeconfig"));
      var request =
          HttpRequest.newBuilder(
                  URI.create(
                      value(config, "server") + "/api/v1/namespaces/default/pods?watch=true"))
              .header("Authorization", "Bearer " + value(config, "token"))
              .build();
      var response = untilAnswered(client, request, up);
      moments.put(Phase.API_SERVER, seconds(start));
      try (var lines = new BufferedReader(new InputStreamReader(response.body()))) {
        var roles = new TreeMap<String, String>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          note(line, seconds(start), moments, roles);
          if (moments.containsKey(Phase.THIRD)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("watch: " + e);
    }
  }

  private static void note(
      String event, double now, Map<Phase, Double> moments, Map<String, String> roles) {
    String pod = first(event, "\"name\":\"(mongo-\\d+)\"").orElse("");
    String role = first(event, "\"setkeeper.io/role\":\"(\\w+)\"").orElse("");
    boolean runs =
        first(event, "\"phase\":\"(Running)\"").isPresent()
            && event.split("\"running\":", -1).length == 3;
    if (runs && pod.equals("mongo-0")) {
      moments.putIfAbsent(Phase.POD_0, now);
    }
    if (runs && pod.equals("mongo-2")) {
      moments.putIfAbsent(Phase.POD_2, now);
    }
    roles.put(pod, role);
    if (role.equals("primary")) {
      moments.putIfAbsent(Phase.PRIMARY, now);
    }
    boolean primary = roles.containsValue("primary");
    if (primary && roles.values().stream().filter("secondary"::equals).count() == 2) {
      moments.putIfAbsent(Phase.THIRD, now);
    }
  }

  private static HttpResponse<java.io.InputStream> untilAnswered(
      HttpClient client, HttpRequest request, Process up) throws InterruptedException {
    while (true) {
      try {
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
          return response;
        }
      } catch (IOException notYet) {
        // The server does not listen yet.
      }
      pause(up);
    }
  }

  private static HttpClient client(Path state, Process up) throws Exception {
    Path kubeconfig = state.resolve("kubeconfig");
    while (!Files.exists(kubeconfig)) {
      pause(up);
    }
    byte[] authority =
        Base64.getDecoder()
            .decode(value(Files.readString(kubeconfig), "certificate-authority-data"));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new java.io.ByteArrayInputStream(authority)));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private static void pause(Process up) throws InterruptedException {
    if (!up.isAlive()) {
      throw new InterruptedException("up ended before the API server answered");
    }
    TimeUnit.MILLISECONDS.sleep(10);
  }

  private static void weigh(Path state, Path output, Map<String, List<Double>> weights)
      throws Exception {
    start(output, "status", "-o", "json", "--state", state.toString()).waitFor();
    Matcher process =
        Pattern.compile(
                "\\{[^{}]*\"container\"\\s*:\\s*\"([^\"]+)\"[^{}]*\"rssMiB\"\\s*:\\s*([0-9.]+)[^{}]*}")
            .matcher(Files.readString(output));
    while (process.find()) {
      add(weights, "container " + process.group(1), Double.parseDouble(process.group(2)));
    }
    Optional<String> server =
        first(Files.readString(state.resolve("server.json")), "\"pid\"\\s*:\\s*(\\d+)");
    server.flatMap(UpToHealthy::rssMiB).ifPresent(mib -> add(weights, "the sandbox's server", mib));
  }

  private static Optional<Double> rssMiB(String pid) {
    try {
      return first(Files.readString(Path.of("/proc", pid, "status")), "VmRSS:\\s+(\\d+) kB")
          .map(kilobytes -> Double.parseDouble(kilobytes) / 1024);
    } catch (IOException e) {
      return Optional.empty(); // no Linux: the pods' processes are what counts
    }
  }

  private static void add(Map<String, List<Double>> weights, String name, double mib) {
    weights.computeIfAbsent(name, n -> new ArrayList<>()).add(mib);
  }

  private static <K> void print(
      String head,
      Map<K, List<Double>> rows,
      java.util.function.Function<K, String> name,
      String format) {
    System.out.println(head);
    System.out.println("|---|---|---|---|");
    rows.forEach(
        (key, values) -> {
          List<Double> sorted = values.stream().sorted().toList();
          System.out.printf(
              "| %s | %s | %s | %s |%n",
              name.apply(key),
              format.formatted(sorted.get(sorted.size() / 2)),
              format.formatted(sorted.getFirst()),
              format.formatted(sorted.getLast()));
        });
    System.out.println();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String value(String yaml, String key) {
    return first(yaml, "(?m)\"?" + key + "\"?:\\s*\"?([^\"\\s]+)\"?")
        .orElseThrow(() -> new IllegalStateException("the kubeconfig has no " + key));
  }

  private static Optional<String> first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
