package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a StatefulSet is worth that no watch tells of any more. */
class BrokenWatchTest {
  private static final SetScope SCOPE =
      new SetScope("default", "mongo", Map.of(), "mongo", "cluster.local", 27017);

  private static final String PATH = "/apis/apps/v1/namespaces/default/statefulsets/mongo";

  /** A busy machine may take its time. */
  private static final ConditionFactory PATIENCE = await().atMost(Duration.ofMinutes(1));

  private final FakeApi api = new FakeApi().has(PATH, statefulSet(3));
  private final KubernetesClient client = api.client();
  private final AtomicLong now = new AtomicLong();
  private final WatchedCluster cluster = new WatchedCluster(client, SCOPE, now::get, () -> {});

  @BeforeEach
  void openTheWatch() {
    PATIENCE.until(() -> seen() instanceof StatefulSetView.Known);
    later();
    PATIENCE.until(() -> !cluster.isBroken());
  }

  @AfterEach
  void stop() {
    cluster.close();
    client.close();
    api.close();
  }

  private StatefulSetView seen() {
    return cluster.cached().statefulSet();
  }

  private void later() {
    now.addAndGet(WatchedCluster.BROKEN_AFTER.plusSeconds(1).toNanos());
  }

  /** The watch ends, and a person changes the StatefulSet after that. */
  private void breakTheWatchAndScaleTo(int replicas) {
    api.breaksWatches();
    api.has(PATH, statefulSet(replicas));
    PATIENCE.until(
        () -> {
          later();
          return cluster.isBroken();
        });
  }

  @Test
  void aWatchThatIsOpenIsBelievedWithoutARequest() {
    assertThat(cluster.outdated(seen())).isEmpty();
    assertThat(api.requests()).doesNotContain("get statefulsets");
  }

  @Test
  void whileItIsBrokenNothingIsChangedForWhatPeopleDoNotWantAnyMore() {
    StatefulSetView old = seen();
    breakTheWatchAndScaleTo(1);
    assertThat(seen()).isEqualTo(old);
    assertThat(cluster.outdated(old))
        .hasValueSatisfying(
            why -> assertThat(why).contains("watch on StatefulSet default/mongo is broken"));
  }

  @Test
  void whatWasReadInItsPlaceIsDecidedOnNext() {
    breakTheWatchAndScaleTo(1);
    assertThat(cluster.outdated(seen())).isPresent();
    assertThat(seen())
        .isInstanceOfSatisfying(
            StatefulSetView.Known.class, set -> assertThat(set.replicas()).isOne());
    assertThat(cluster.outdated(seen())).isEmpty();
  }

  @Test
  void whereItCantBeReadEitherNothingIsChangedAndAllElseGoesOn() {
    breakTheWatchAndScaleTo(3);
    api.forbids("get statefulsets");
    assertThat(seen()).isInstanceOf(StatefulSetView.Known.class);
    assertThat(cluster.outdated(seen()))
        .hasValueSatisfying(why -> assertThat(why).contains("can't be read", "may not get"));
  }

  @Test
  void aFreshViewNeedsNoWatch() {
    breakTheWatchAndScaleTo(1);
    StatefulSetView fresh = cluster.fresh().statefulSet();
    api.forbids("get statefulsets");
    assertThat(cluster.outdated(fresh)).isEmpty();
  }

  @Test
  void aWatchThatIsOpenAgainIsBelievedAgain() {
    breakTheWatchAndScaleTo(3);
    api.mendsWatches();
    api.forbids("get statefulsets");
    PATIENCE.until(() -> cluster.outdated(seen()).isEmpty());
  }

  private static String statefulSet(int replicas) {
    return """
    {"apiVersion": "apps/v1", "kind": "StatefulSet",
     "metadata": {"name": "mongo", "namespace": "default", "uid": "s", "resourceVersion": "1"},
     "spec": {"replicas": %d, "serviceName": "db"}}
    """
        .formatted(replicas);
  }
}
