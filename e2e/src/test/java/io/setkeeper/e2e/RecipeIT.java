package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The recipe's three members, formed once, and what happens to their pods, under a writer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class RecipeIT {
  private MongoSet set;

  @BeforeAll
  void apply(@TempDir Path folder) throws IOException {
    // The hook holds for this less 20 s: longer than an old kubelet takes for a pod.
    set =
        Recipe.applied(
            "recipe",
            folder,
            it -> it.getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(180L));
  }

  @BeforeEach
  void isWhole() {
    set.awaitWhole(3, 3);
  }

  @AfterAll
  void end() {
    set.close();
  }

  @Test
  void threePodsAreThreeVotersUnderTheirStableNames() {
    Seen now = set.awaitWhole(3, 3);
    assertThat(now.members())
        .extracting(Seen.Member::host)
        .allMatch(
            host -> host.matches("mongo-[0-2]\\.mongo\\.recipe\\.svc\\.cluster\\.local:27017"));
    assertThat(set.ids()).isEqualTo(Map.of("mongo-0", 0, "mongo-1", 1, "mongo-2", 2));
  }

  @Test
  void thePrimarysPodBearsTheLabelThatServicesSelect() {
    String primary = set.primary();
    MongoSet.patiently("the label on " + primary)
        .untilAsserted(
            () ->
                assertThat(set.pods().stream().filter(RecipeIT::isLabelledPrimary))
                    .extracting(pod -> pod.getMetadata().getName())
                    .containsExactly(set.primary()));
  }

  @Test
  void aDeletedPrimaryComesBackAndNoWriteIsLost() throws Exception {
    String primary = set.primary();
    Map<String, Integer> ids = set.ids();
    Writer.Result result = underWrites("deleted", () -> set.deleteAndAwaitAnew(primary));
    Figures.print("the primary's pod deleted", result);
    assertThat(result.missing()).isEmpty();
    assertThat(set.ids()).isEqualTo(ids);
  }

  @Test
  void podsThatAreAllDeletedAtOnceComeBackAsTheSetThatTheyWere() throws Exception {
    Seen before = set.awaitWhole(3, 3);
    List<String> uids = set.uids();
    Writer.Result result =
        underWrites(
            "all-deleted",
            () -> {
              set.pods().forEach(pod -> set.delete(pod.getMetadata().getName()));
              awaitAllAnew(uids);
            });
    assertThat(result.missing()).isEmpty();
    assertThat(set.awaitWhole(3, 3).setId()).isEqualTo(before.setId());
  }

  @Test
  void aRollingRestartFailsNoRetryableWrite() throws Exception {
    List<String> uids = set.uids();
    Writer.Result result =
        underWrites(
            "restarted",
            () -> {
              set.statefulSet().rolling().restart();
              awaitAllAnew(uids);
            });
    Figures.print("a rolling restart", result);
    assertThat(result.missing()).isEmpty();
    assertThat(result.failed()).isEmpty();
  }

  /**
   * By mongod's hook: whoever is deleted while the others need it for a majority goes on. Its
   * ordinal is the higher one: a StatefulSet of ordered pods brings none back above one that ends.
   */
  @Test
  void aSecondaryThatIsDeletedWhileAnotherIsAwayGoesOnUntilItIsNotNeeded() throws Exception {
    Seen before = set.awaitWhole(3, 3);
    List<Pod> secondaries =
        set.pods().stream()
            .filter(pod -> !pod.getMetadata().getName().equals(before.self()))
            .toList();
    Pod away = secondaries.getFirst();
    Pod needed = secondaries.getLast();
    List<String> uids = secondaries.stream().map(pod -> pod.getMetadata().getUid()).toList();
    Writer.Result result =
        underWrites(
            "needed",
            () -> {
              set.delete(away.getMetadata().getName());
              MongoSet.patiently("its mongod has ended")
                  .until(() -> set.mongods().ask(away).isEmpty());
              set.delete(needed.getMetadata().getName());
              goesOnUntilBack(needed, away);
              awaitAllAnew(uids);
            });
    assertThat(result.missing()).isEmpty();
    assertThat(result.failed()).isEmpty();
    assertThat(set.primary()).isEqualTo(before.self());
  }

  /** That it does not answer once, over a busy API server, says nothing. */
  private void goesOnUntilBack(Pod needed, Pod away) {
    AtomicInteger silences = new AtomicInteger();
    AtomicBoolean back = new AtomicBoolean();
    MongoSet.patiently("one is back, or the other has ended too")
        .until(
            () -> {
              back.set(isBack(away));
              boolean answers = set.mongods().ask(needed).isPresent();
              silences.set(answers ? 0 : silences.get() + 1);
              return back.get() || silences.get() > 2;
            });
    assertThat(back).as("the one that was deleted first is back before the other ends").isTrue();
  }

  private boolean isBack(Pod pod) {
    return set.findPod(pod.getMetadata().getName())
        .filter(now -> !now.getMetadata().getUid().equals(pod.getMetadata().getUid()))
        .flatMap(set.mongods()::ask)
        .isPresent();
  }

  @Test
  void aMemberWhoseVolumeIsGoneSyncsAnewUnderItsId() throws Exception {
    String wiped = set.primary().equals("mongo-2") ? "mongo-1" : "mongo-2";
    Map<String, Integer> ids = set.ids();
    Writer.Result result =
        underWrites(
            "wiped",
            () -> {
              set.deleteClaimsOf(wiped);
              set.deleteAndAwaitAnew(wiped);
            });
    assertThat(result.missing()).isEmpty();
    assertThat(set.ids()).isEqualTo(ids);
  }

  private void awaitAllAnew(List<String> before) {
    MongoSet.patiently("every pod anew")
        .until(
            () -> {
              List<String> now = set.uids();
              return now.size() == 3 && now.stream().noneMatch(before::contains);
            });
    set.awaitWhole(3, 3);
  }

  private Writer.Result underWrites(String collection, Runnable what) throws Exception {
    try (Writer writer = Writer.start(set, collection)) {
      what.run();
      writer.awaitMore(20);
      return writer.finish();
    }
  }

  private static boolean isLabelledPrimary(Pod pod) {
    return "primary".equals(pod.getMetadata().getLabels().get("setkeeper.io/role"));
  }
}
