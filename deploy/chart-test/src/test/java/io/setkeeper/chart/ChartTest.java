package io.setkeeper.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the chart renders is what deploy/manifests has, and what its values ask for beyond that. */
class ChartTest {
  private static final String TERM =
      "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].";
  private static final String[] EVERYTHING = {
    "auth.secret=users",
    "tls.secret=certificates",
    "zones.spread=required",
    "zones.tags=true",
    "storage.className=ssd",
    "podManagementPolicy=Parallel",
    "keeper.env.SETKEEPER_LOG_FORMAT=json",
    "keeper.resources.limits.memory=256Mi",
    "mongod.resources.requests.cpu=500m",
    "mongod.args[0]=--wiredTigerCacheSizeGB",
    "mongod.pullPolicy=Always",
    "imagePullSecrets[0]=registry",
    "nodeSelector.disk=ssd",
    "tolerations[0].operator=Exists",
    "priorityClassName=high",
    "podAnnotations.note=kept",
    "clusterDomain=example.org",
    TERM + "key=disk",
    TERM + "operator=Exists"
  };

  /** Writes what a model knows, and not what it merely carries along. */
  private static final class KnownOnly extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnyGetter(MapperConfig<?> config, Annotated annotated) {
      return false;
    }
  }

  @Test
  void withItsDefaultsItIsWhatTheManifestsAre() throws IOException {
    assertThat(Chart.render("mongo", "1.28.0")).isEqualTo(Documents.manifests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.29.0", "1.30.5-gke.1014001", "1.36.0"})
  void theKeeperIsANativeSidecarWhereTheClusterKnowsThem(String version) throws IOException {
    assertThat(Chart.render("mongo", version)).isEqualTo(Documents.manifestsWithNativeSidecar());
  }

  @Test
  void whetherTheKeeperIsANativeSidecarCanBeSaid() throws IOException {
    assertThat(Chart.render("mongo", "1.28.0", "keeper.nativeSidecar=always"))
        .isEqualTo(Documents.manifestsWithNativeSidecar());
    assertThat(Chart.render("mongo", "1.36.0", "keeper.nativeSidecar=never"))
        .isEqualTo(Documents.manifests());
  }

  @Test
  void kubernetes120GetsTheBudgetThatItKnows() throws IOException {
    Map<String, ObjectNode> expected = Documents.manifests();
    expected.computeIfPresent(
        "PodDisruptionBudget mongo", (name, budget) -> budget.put("apiVersion", "policy/v1beta1"));
    assertThat(Chart.render("mongo", "1.20.15")).isEqualTo(expected);
  }

  @Test
  void twoReleasesShareNoNameAndSelectNoPodOfTheOther() {
    Map<String, ObjectNode> orders = Chart.render("orders", "1.31.0", "zones.tags=true");
    Map<String, ObjectNode> users = Chart.render("users", "1.31.0", "zones.tags=true");
    assertThat(orders.keySet()).doesNotContainAnyElementsOf(users.keySet());
    assertThat(orders.toString())
        .isEqualTo(users.toString().replace("users", "orders"))
        .contains("\"role\":\"orders\"", "role=orders,environment=test")
        .doesNotContain("\"role\":\"mongo\"");
  }

  @Test
  void whatIsSwitchedOffIsNotThere() {
    assertThat(
            Chart.render(
                "mongo",
                "1.31.0",
                "networkPolicy.enabled=false",
                "disruptionBudget=false",
                "primaryService=false",
                "zones.spread=none"))
        .hasSize(5)
        .allSatisfy(
            (name, object) -> assertThat(object.toString()).doesNotContain("ffinity", "topology"));
  }

  @Test
  void labelsOfOnesOwnSelectEverywhere() {
    Map<String, ObjectNode> objects =
        Chart.render("mongo", "1.31.0", "labels.app=db", "labels.tier=back");
    assertThat(objects.values().toString())
        .doesNotContain("environment")
        .doesNotContain("\"role\"");
    assertThat(Documents.pod(objects).at("/initContainers/0/env/0/value").asString())
        .isEqualTo("app=db,tier=back");
  }

  @Test
  void everyFieldIsOneThatKubernetesHas() {
    JsonMapper known = JsonMapper.builder().annotationIntrospector(new KnownOnly()).build();
    KubernetesSerialization models = new KubernetesSerialization();
    Chart.render("mongo", "1.31.0", EVERYTHING)
        .forEach(
            (name, object) -> {
              Object typed = models.unmarshal(object.toString());
              JsonNode again = known.readTree(known.writeValueAsString(typed));
              // The model gives claims what their place says already.
              again
                  .at("/spec/volumeClaimTemplates")
                  .forEach(claim -> ((ObjectNode) claim).remove(List.of("apiVersion", "kind")));
              assertThat(again).as(name).isEqualTo(object);
            });
  }

  @Test
  void everyFileThatIsNamedIsMounted() {
    ObjectNode pod = Documents.pod(Chart.render("mongo", "1.31.0", EVERYTHING));
    assertThat(pod.path("volumes").findValuesAsString("name"))
        .containsExactly("key", "keeper-key", "tls");
    assertMounted(pod.at("/initContainers/0"), "keeper-key", "tls");
    assertMounted(pod.at("/containers/0"), "mongo-persistent-storage", "key", "tls");
  }

  private static void assertMounted(JsonNode container, String... volumes) {
    JsonNode mounts = container.path("volumeMounts");
    assertThat(mounts.findValuesAsString("name")).containsExactly(volumes);
    assertThat(container.path("command").values())
        .filteredOn(word -> word.asString().startsWith("/"))
        .allMatch(path -> isIn(mounts, path.asString()));
    assertThat(container.path("env").findValuesAsString("value"))
        .filteredOn(value -> value.startsWith("/"))
        .allMatch(path -> isIn(mounts, path));
  }

  private static boolean isIn(JsonNode mounts, String path) {
    return mounts.findValuesAsString("mountPath").stream()
        .anyMatch(folder -> path.startsWith(folder + "/"));
  }

  @Test
  void helmHasNothingToComplainOf() {
    LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();
    assertThat(lint.isFailed()).as(() -> lint.getMessages().toString()).isFalse();
  }
}
