package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known and said where RBAC refuses something. */
class RightsTest {
  private static final SetScope SCOPE =
      new SetScope("default", "mongo", Map.of(), "mongo", "cluster.local", 27017);

  /** A busy machine may take its time. */
  private static final ConditionFactory PATIENCE = await().atMost(Duration.ofMinutes(1));

  private static final String STATEFUL_SETS = "/apis/apps/v1/namespaces/default/statefulsets";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final SetRecord BEGUN =
      new SetRecord.Initiating("1", "mongo-0", "uid-0", List.of());
  private static final String NOT_LISTED =
      "service account mongo of namespace default may not list persistentvolumeclaims in namespace"
          + " default: give it a Role with the rule {apiGroups: [\"\"], resources:"
          + " [persistentvolumeclaims], verbs: [list]}";

  private final FakeApi api =
      new FakeApi()
          .has(
              STATEFUL_SETS + "/mongo",
              """
              {"apiVersion": "apps/v1", "kind": "StatefulSet",
               "metadata": {"name": "mongo", "namespace": "default", "uid": "s"},
               "spec": {"replicas": 3, "serviceName": "db"}}
              """)
          .has(PODS + "/mongo-0", pod(0))
          .has(PODS + "/mongo-1", pod(1))
          .has(
              "/api/v1/nodes/node-0",
              """
              {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "node-0",
               "labels": {"topology.kubernetes.io/zone": "b"}}}
              """);
  private final KubernetesClient client = api.client();

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void withAllRightsEverythingIsKnown() {
    ClusterView view = new Cluster(client, SCOPE).read();
    assertThat(view.statefulSet()).isInstanceOf(StatefulSetView.Known.class);
    assertThat(view.pods()).extracting(Pod::zone).containsOnly(Optional.of("b"));
    assertThat(view.claims()).isEmpty();
    assertThat(view.record()).isEqualTo(new SetRecord.None());
    assertThat(view.lease()).isEqualTo(new LeaseView.Free());
  }

  @Test
  void aNodeIsAskedForOnce() {
    Cluster cluster = new Cluster(client, SCOPE);
    cluster.read();
    cluster.read();
    assertThat(api.requests()).filteredOn("get nodes"::equals).hasSize(1);
  }

  @Test
  void withoutNodesThereAreNoZonesAndAllElseGoesOn() {
    api.forbids("get nodes");
    Cluster cluster = new Cluster(client, SCOPE);
    assertThat(cluster.read().pods()).extracting(Pod::zone).containsOnly(Optional.empty());
    cluster.read();
    assertThat(api.requests()).filteredOn("get nodes"::equals).hasSize(1);
  }

  @Test
  void whereClaimsCantBeListedThatIsSaidAndAllElseIsKnown() {
    api.forbids("list persistentvolumeclaims");
    ClusterView view = new Cluster(client, SCOPE).read();
    assertThat(view.claims()).containsExactly(Claim.unlisted(NOT_LISTED));
    assertThat(view.statefulSet()).isInstanceOf(StatefulSetView.Known.class);
    assertThat(view.pods()).hasSize(2);
  }

  @Test
  void aLeaseThatCantBeReadIsUnknownAlone() {
    api.forbids("get leases");
    ClusterView view = new Cluster(client, SCOPE).read();
    assertThat(view.lease())
        .isInstanceOfSatisfying(
            LeaseView.Unknown.class,
            unknown ->
                assertThat(unknown.why())
                    .contains("may not get leases.coordination.k8s.io mongo-setkeeper")
                    .contains("{apiGroups: [\"coordination.k8s.io\"], resources: [leases]"));
    assertThat(view.statefulSet()).isInstanceOf(StatefulSetView.Known.class);
  }

  @Test
  void withoutPodsNothingIsKnown() {
    api.forbids("list pods");
    assertThat(new Cluster(client, SCOPE).read().statefulSet())
        .isInstanceOfSatisfying(
            StatefulSetView.Unknown.class,
            unknown ->
                assertThat(unknown.why()).contains("may not list pods in namespace default"));
  }

  @Test
  void podsThatMayNotBeWatchedAreSaidInTheCachedView() {
    api.forbids("list pods");
    try (WatchedCluster cluster = new WatchedCluster(client, SCOPE, () -> {})) {
      PATIENCE.until(
          () ->
              cluster.cached().statefulSet() instanceof StatefulSetView.Unknown(String why)
                  && why.contains("may not list and watch pods in namespace default")
                  && why.contains("verbs: [list, watch]"));
    }
  }

  @Test
  void aRecordThatMayNotBeWatchedIsUnknownAlone() {
    api.forbids("list configmaps");
    try (WatchedCluster cluster = new WatchedCluster(client, SCOPE, () -> {})) {
      PATIENCE.until(() -> cluster.cached().statefulSet() instanceof StatefulSetView.Known);
      PATIENCE.until(
          () ->
              cluster.cached().record() instanceof SetRecord.Unknown(String why)
                  && why.contains("may not list and watch configmaps"));
      assertThat(cluster.cached().pods()).hasSize(2);
    }
  }

  @Test
  void aStatefulSetThatMayNotBeListedIsSaidInTheCachedView() {
    api.forbids("list statefulsets");
    try (WatchedCluster cluster = new WatchedCluster(client, SCOPE, () -> {})) {
      PATIENCE.until(
          () ->
              cluster.cached().statefulSet() instanceof StatefulSetView.Unknown(String why)
                  && why.contains("may not list and watch statefulsets.apps"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STATEFUL_SET", "POD", "CONFIG_MAP"})
  void whatMayBeListedAndNotWatchedIsNotFollowedAndThatIsSaid(Kind kind) {
    api.forbids("watch " + kind.context().getPlural());
    var objects = new Api(client, "default").resources(kind);
    try (Watch watch = new Watch(kind, "default", objects, System::nanoTime, () -> {})) {
      watch.start();
      PATIENCE.until(
          () ->
              watch
                  .trouble()
                  .filter(why -> why.contains("may not list and watch " + kind.resource()))
                  .isPresent());
    }
  }

  @Test
  void aRecordThatMayNotBeReadIsUnknownAlone() {
    api.forbids("get configmaps");
    ClusterView view = new Cluster(client, SCOPE).read();
    assertThat(view.record())
        .isInstanceOfSatisfying(
            SetRecord.Unknown.class,
            unknown ->
                assertThat(unknown.why()).contains("may not get configmaps mongo-setkeeper"));
    assertThat(view.statefulSet()).isInstanceOf(StatefulSetView.Known.class);
  }

  @Test
  void aRecordThatMayNotBeCreatedIsARefusalThatNamesTheRight() {
    api.forbids("create configmaps");
    assertThat(written(writes -> writes.record(new SetRecord.None(), BEGUN)))
        .contains("may not create configmaps mongo-setkeeper", "verbs: [create]");
    assertThat(api.below("/api/v1/namespaces/default/configmaps")).isEmpty();
  }

  @Test
  void aRecordThatMayNotBeUpdatedIsARefusalThatNamesTheRight() {
    api.forbids("update configmaps");
    assertThat(written(writes -> writes.record(BEGUN, new SetRecord.Initiated("1", "id", 0))))
        .contains("may not update configmaps mongo-setkeeper", "verbs: [update]");
  }

  @Test
  void aLeaseThatMayNotBeCreatedIsARefusalThatNamesTheRight() {
    api.forbids("create leases");
    assertThat(written(Writes::takeLease))
        .contains("may not create leases.coordination.k8s.io", "verbs: [create]");
  }

  @Test
  void aLeaseThatMayNotBeUpdatedIsARefusalThatNamesTheRight() {
    api.has(
            "/apis/coordination.k8s.io/v1/namespaces/default/leases/mongo-setkeeper",
            """
            {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
             "metadata": {"name": "mongo-setkeeper", "namespace": "default",
               "resourceVersion": "1"}, "spec": {}}
            """)
        .forbids("update leases");
    assertThat(written(Writes::takeLease))
        .contains("may not update leases.coordination.k8s.io mongo-setkeeper", "verbs: [update]");
  }

  /** Why it was refused. */
  private String written(Function<Writes, Outcome> write) {
    try (WatchedCluster cluster = new WatchedCluster(client, SCOPE, () -> {})) {
      Outcome outcome =
          write.apply(new Writes(client, SCOPE, cluster, "mongo-0", InstantSource.system()));
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      return ((Outcome.Refused) outcome).why();
    }
  }

  @Test
  void aPodThatMayNotBeLabelledIsARefusalThatNamesTheRight() {
    api.forbids("patch pods");
    assertThat(new OwnPod(client, "default", "mongo-0").tell("primary", "Nothing to do", ""))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.why()).contains("may not patch pods mongo-0"));
  }

  @Test
  void theGoverningServiceIsTheStatefulSetsOwn() {
    assertThat(SetScopes.governingService(client, "default", "mongo")).contains("db");
    assertThat(SetScopes.governingService(client, "default", "other")).isEmpty();
  }

  @Test
  void aStatefulSetThatMayNotBeReadIsSaid() {
    api.forbids("get statefulsets");
    assertThatThrownBy(() -> SetScopes.of(client, "default", "mongo"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("may not get statefulsets.apps mongo in namespace default");
  }

  private static String pod(int ordinal) {
    return """
    {"apiVersion": "v1", "kind": "Pod",
     "metadata": {"name": "mongo-%1$d", "namespace": "default", "uid": "uid-%1$d",
       "ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "mongo",
         "uid": "s", "controller": true}]},
     "spec": {"nodeName": "node-0"}}
    """
        .formatted(ordinal);
  }
}
