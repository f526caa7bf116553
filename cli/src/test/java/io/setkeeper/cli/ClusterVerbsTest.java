package io.setkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.cluster.FakeApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs at the API server of a cluster. */
class ClusterVerbsTest {
  private static final String SETS = "/apis/apps/v1/namespaces/shop/statefulsets";
  private static final String PODS = "/api/v1/namespaces/shop/pods";
  private static final String MONGO =
      """
      {"metadata": {"name": "mongo", "namespace": "shop"},
       "spec": {"replicas": 3, "serviceName": "db", "template": {"spec": {"containers": [
         {"name": "mongo", "command": ["mongod", "--replSet", "rs0"]}]}}}}
      """;
  private static final String POD =
      """
      {"metadata": {"name": "%s", "namespace": "shop"},
       "spec": {"containers": [{"name": "mongo"}]}, "status": {}}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");
  private final FakeApi api = start();

  private static FakeApi start() {
    try {
      return new FakeApi();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void aSetOfThree() {
    api.with("GET " + SETS, "{\"items\": [" + MONGO + "]}")
        .with("GET " + SETS + "/mongo", MONGO)
        .with("GET " + PODS, items("mongo-1", "mongo-0", "web-0"))
        .with("GET " + PODS + "/mongo-0", POD.formatted("mongo-0"));
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String items(String... pods) {
    return "{\"items\": ["
        + String.join(",", List.of(pods).stream().map(POD::formatted).toList())
        + "]}";
  }

  private int atCluster(String... args) throws IOException {
    return atCluster(api.kubeconfig(folder), args);
  }

  private int atCluster(Path kubeconfig, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString(), "--context", "prod"));
    return run(all.toArray(new String[0]));
  }

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private void isRefused(int code, String... words) {
    assertThat(code).as(err.toString()).isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains(words).doesNotContain("bug", "\tat ");
  }

  @Test
  void theStringOfAClustersSetNamesItsPodsInsideAndTheWayFromHere() throws IOException {
    assertThat(atCluster("uri")).as(err.toString()).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "mongodb://mongo-0.db.shop.svc.cluster.local:27017,"
                + "mongo-1.db.shop.svc.cluster.local:27017/?replicaSet=rs0");
    assertThat(err.toString()).contains("setkeeper connect -n shop statefulset/mongo");
  }

  @Test
  void aSetIsScaledInItsContextsNamespace() throws IOException {
    api.with("GET " + SETS + "/mongo/scale", "{\"spec\": {\"replicas\": 3}}")
        .with("PUT " + SETS + "/mongo/scale", "{}");

    assertThat(atCluster("scale", "sts/mongo", "--replicas=5")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("statefulset.apps/mongo scaled");
    assertThat(api.requests().getLast())
        .startsWith("PUT " + SETS + "/mongo/scale")
        .contains("\"replicas\":5");
  }

  @Test
  void scalingIsNotRefusedForWhatAControllerChangesMeanwhile() throws IOException {
    api.with(
            "GET " + SETS + "/mongo/scale",
            "{\"metadata\": {\"uid\": \"u-1\", \"resourceVersion\": \"7\"}, \"spec\": {\"replicas\": 3}}")
        .with("PUT " + SETS + "/mongo/scale", "{}");

    assertThat(atCluster("scale", "sts/mongo", "--replicas=5")).as(err.toString()).isZero();
    assertThat(api.requests().getLast())
        .contains("\"uid\":\"u-1\"")
        .doesNotContain("resourceVersion");
  }

  @Test
  void aStatefulSetThatIsNotMongosIsNotScaled() throws IOException {
    api.with("GET " + SETS + "/web", MONGO.replace("--replSet", "--port"))
        .with("GET " + SETS + "/web/scale", "{\"spec\": {\"replicas\": 3}}")
        .with("PUT " + SETS + "/web/scale", "{}");

    isRefused(
        atCluster("scale", "sts/web", "--replicas=5"),
        "statefulset.apps/web in namespace 'shop' has no mongod --replSet",
        "scale it with kubectl");
    assertThat(api.requests()).noneMatch(request -> request.startsWith("PUT"));
  }

  @Test
  void aPodsLogIsPrinted() throws IOException {
    api.with("GET " + PODS + "/mongo-0/log", "hello\n");

    assertThat(atCluster("logs", "mongo-0")).as(err.toString()).isZero();
    assertThat(out.toString()).isEqualTo("hello\n");
  }

  @Test
  void aPodIsDeleted() throws IOException {
    api.with("DELETE " + PODS + "/mongo-0", "{}");

    assertThat(atCluster("delete", "pod/mongo-0")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("pod/mongo-0 deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "explain", "uri"})
  void whatRbacRefusesIsNamedWithTheRightsThatAreNeeded(String verb) throws IOException {
    api.forbidding("GET " + SETS, "User ann cannot list resource statefulsets in namespace shop");

    isRefused(
        atCluster(verb),
        "Not allowed: User ann cannot list resource statefulsets in namespace shop",
        "This verb needs",
        "statefulsets.apps");
  }

  @Test
  void scalingThatRbacRefusesIsNamed() throws IOException {
    api.with("GET " + SETS + "/mongo/scale", "{\"spec\": {\"replicas\": 3}}")
        .forbidding("PUT " + SETS + "/mongo/scale", "User ann cannot update statefulsets/scale");

    isRefused(
        atCluster("scale", "sts/mongo", "--replicas=5"),
        "cannot update",
        "update on statefulsets.apps/scale");
  }

  @Test
  void aLogThatRbacRefusesIsNamed() throws IOException {
    api.forbidding("GET " + PODS + "/mongo-0/log", "User ann cannot get pods/log");

    isRefused(atCluster("logs", "mongo-0"), "cannot get pods/log", "get on pods and pods/log");
  }

  @Test
  void aDeletionThatRbacRefusesIsNamed() throws IOException {
    api.forbidding("DELETE " + PODS + "/mongo-0", "User ann cannot delete pods");

    isRefused(atCluster("delete", "pod/mongo-0"), "cannot delete pods", "get and delete on pods");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "explain",
        "uri",
        "connect",
        "scale sts/mongo --replicas=5",
        "logs mongo-0",
        "delete pod/mongo-0"
      })
  void anApiServerThatIsNotThereIsNamed(String verb) throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }

    isRefused(
        atCluster(FakeApi.kubeconfig(folder, nobody), verb.split(" ", 0)),
        "The API server can't be reached",
        "context prod, http://127.0.0.1:" + nobody);
  }

  @Test
  void manifestsForAClusterThatIsNotThereAreNotMade() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }

    isRefused(
        atCluster(FakeApi.kubeconfig(folder, nobody), "modernize", "../examples/mongo"),
        "Context prod, http://127.0.0.1:" + nobody,
        "does not tell its version",
        "--kubernetes VERSION");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aStatefulSetThatIsNotMongosIsSaidToBeNone() throws IOException {
    String web = MONGO.replace("--replSet", "--port").replace("\"mongo\"", "\"web\"");
    api.with("GET " + SETS, "{\"items\": [" + MONGO + "," + web + "]}");

    isRefused(
        atCluster("status", "statefulset/web"),
        "There is no StatefulSet 'web' with a mongod --replSet in namespace 'shop'",
        "There are: [mongo]");
  }

  @Test
  void aNamespaceThatIsNotThereIsNamed() throws IOException {
    isRefused(atCluster("status", "-n", "gone"), "There is no namespace 'gone'");
  }

  @Test
  void doorsToMongodsThatDemandTlsAreRefusedWithTheRemedy() throws IOException {
    api.with(
        "GET " + SETS,
        "{\"items\": [" + MONGO.replace("\"rs0\"", "\"rs0\", \"--tlsMode=requireTLS\"") + "]}");

    isRefused(atCluster("connect"), "demand TLS", "MONGO_SSL_ENABLED=true", "MONGO_TLS_CA");
  }

  @Test
  void doorsWithoutTheRightToPortForwardAreRefused() throws IOException {
    String pod =
        """
        {"metadata": {"name": "mongo-0", "namespace": "shop", "uid": "u", "resourceVersion": "1",
           "ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "mongo",
             "uid": "s", "controller": true}]},
         "spec": {"containers": [{"name": "mongo", "image": "mongo", "command": ["mongod"]}]},
         "status": {"phase": "Running", "podIP": "10.0.0.7",
           "containerStatuses": [{"name": "mongo", "state": {"running": {}}}]}}
        """;
    api.with(
            "GET " + PODS,
            "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"1\"},"
                + " \"items\": ["
                + pod
                + "]}")
        .forbidding("GET " + PODS + "/mongo-0/portforward", "no");

    isRefused(
        atCluster("connect", "--timeout", "30"),
        "No mongod can be reached",
        "may not create pods/portforward in namespace shop",
        "resources: [pods/portforward], verbs: [get, create]");
  }

  @Test
  void doorsWhosePodsMayNotBeWatchedAreRefused() throws IOException {
    api.forbidding("GET " + PODS, "User ann cannot list pods");

    isRefused(atCluster("connect"), "may not list and watch pods in namespace shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536"})
  void aPortThatIsNoneIsRefused(String port) throws IOException {
    isRefused(atCluster("connect", "--port", port), "--port " + port + " is no port");
  }

  @Test
  void aCommandIsNotTakenForAStatefulSet() throws IOException {
    api.with("GET " + SETS, "{\"items\": []}").with("GET /api/v1/namespaces/shop", "{}");

    List<String> args =
        List.of(
            "connect", "--kubeconfig", api.kubeconfig(folder).toString(), "--", "mongosh", "-n");
    isRefused(run(args.toArray(new String[0])), "There is no StatefulSet with a mongod --replSet");
  }

  @Test
  void dashesWithoutACommandAreRefused() {
    isRefused(run("connect", "--"), "There is no command after --");
  }

  @Test
  void aSandboxIsNoClusterToConnectTo() {
    isRefused(run("connect", "--state", folder.toString()), "setkeeper uri");
  }

  @Test
  void asAPluginItAsksASandboxThatIsNamed() {
    System.setProperty(PlaceOption.PLUGIN, "true");
    try {
      run("logs", "mongo-0", "--state", folder.toString());
      assertThat(err.toString()).contains("No sandbox is running in " + folder);
    } finally {
      System.clearProperty(PlaceOption.PLUGIN);
    }
  }
}
