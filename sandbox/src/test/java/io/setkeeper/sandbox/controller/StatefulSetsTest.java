package io.setkeeper.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StatefulSetsTest {
  private static SetWorld complete(String spec) {
    SetWorld world = new SetWorld(spec);
    for (int i = 0; i < world.set.path("spec").path("replicas").asInt(); i++) {
      world.round();
      world.ready();
    }
    world.round();
    return world;
  }

  @Test
  void theFirstPodIsCreatedWithItsClaimAndTheOthersWait() {
    SetWorld world = new SetWorld("");
    assertThat(world.round())
        .containsExactly("create PersistentVolumeClaim data-mongo-0", "create mongo-0");
    assertThat(world.round()).isEmpty();
  }

  @Test
  void theNextPodIsCreatedWhenTheOneBeforeIsReady() {
    SetWorld world = new SetWorld("");
    world.round();
    assertThat(world.ready().round()).contains("create mongo-1").doesNotContain("create mongo-2");
  }

  @Test
  void inParallelAllAreCreatedAtOnce() {
    assertThat(new SetWorld("podManagementPolicy: Parallel").round())
        .contains("create mongo-0", "create mongo-1", "create mongo-2");
  }

  @Test
  void ordinalsBeginWhereTheSetSays() {
    SetWorld world = complete("ordinals: {start: 5}");
    assertThat(world.pods).extracting(Json::name).containsExactly("mongo-5", "mongo-6", "mongo-7");
  }

  @Test
  void theHighestPodGoesFirstAndTheNextWhenItIsGone() {
    SetWorld world = complete("");
    assertThat(world.replicas(1).round()).containsExactly("delete mongo-2");
    assertThat(world.round()).isEmpty();
    assertThat(world.gone().round()).containsExactly("delete mongo-1");
  }

  @Test
  void inParallelAllSuperfluousPodsGoAtOnce() {
    SetWorld world = complete("podManagementPolicy: Parallel");
    assertThat(world.replicas(1).round()).containsExactly("delete mongo-2", "delete mongo-1");
  }

  @Test
  void scalingDownWaitsForAnUnhealthyPodThatStays() {
    SetWorld world = complete("").unready("mongo-0");
    assertThat(world.replicas(2).round()).isEmpty();
  }

  @Test
  void claimsOutliveTheirPods() {
    SetWorld world = complete("").replicas(1);
    world.round();
    world.gone().round();
    assertThat(world.claims).hasSize(3);
  }

  @Test
  void aClaimThatIsThereAlreadyIsTakenAgain() {
    SetWorld world = complete("").replicas(2);
    world.round();
    world.gone();
    assertThat(world.replicas(3).round()).containsExactly("create mongo-2");
  }

  @Test
  void aDeletedPodIsCreatedAgainWhenItIsGone() {
    SetWorld world = complete("");
    Json.with(world.pod("mongo-1"), "metadata").put("deletionTimestamp", "2026-11-23T10:00:00Z");
    assertThat(world.round()).isEmpty();
    assertThat(world.gone().round()).containsExactly("create mongo-1");
  }

  @Test
  void aFailedPodIsReplaced() {
    SetWorld world = complete("");
    Json.with(world.pod("mongo-1"), "status").put("phase", "Failed");
    assertThat(world.round()).containsExactly("delete mongo-1");
  }

  @Test
  void onDeleteAChangedTemplateReplacesNothing() {
    SetWorld world = complete("updateStrategy: {type: OnDelete}");
    assertThat(world.image("mongo:8").round()).isEmpty();
    assertThat(world.status("updatedReplicas")).isZero();
  }

  @Test
  void onDeleteADeletedPodComesWithTheNewTemplate() {
    SetWorld world = complete("updateStrategy: {type: OnDelete}").image("mongo:8");
    Json.with(world.pod("mongo-0"), "metadata").put("deletionTimestamp", "2026-11-23T10:00:00Z");
    world.gone().round();
    assertThat(image(world.pod("mongo-0"))).isEqualTo("mongo:8");
  }

  @Test
  void aRollingUpdateReplacesFromTheHighestAndWaitsUntilItIsReady() {
    SetWorld world = complete("updateStrategy: {type: RollingUpdate}").image("mongo:8");
    assertThat(world.round()).containsExactly("delete mongo-2");
    assertThat(world.gone().round()).containsExactly("create mongo-2");
    assertThat(world.round()).isEmpty();
    assertThat(world.ready().round()).containsExactly("delete mongo-1");
  }

  @Test
  void whenAllAreUpdatedTheNewRevisionIsTheCurrentOne() {
    SetWorld world = complete("updateStrategy: {type: RollingUpdate}").image("mongo:8");
    for (int i = 0; i < 3; i++) {
      world.round();
      world.gone().round();
      world.ready();
    }
    world.round();
    assertThat(Json.text(world.set, "status", "currentRevision"))
        .isEqualTo(Json.text(world.set, "status", "updateRevision"));
    assertThat(world.status("updatedReplicas")).isEqualTo(3);
  }

  @Test
  void podsBelowThePartitionKeepTheOldTemplateEvenWhenTheyAreMadeAnew() {
    SetWorld world =
        complete("updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}")
            .image("mongo:8");
    assertThat(world.round()).containsExactly("delete mongo-2");
    world.gone().round();
    world.ready();
    Json.with(world.pod("mongo-0"), "metadata").put("deletionTimestamp", "2026-11-23T10:00:00Z");
    world.gone().round();
    assertThat(image(world.pod("mongo-0"))).isEqualTo("mongo");
    assertThat(world.ready().round()).isEmpty();
  }

  @Test
  void aReadyPodCountsOnlyAfterMinReadySeconds() {
    SetWorld world = new SetWorld("minReadySeconds: 60");
    world.round();
    assertThat(world.ready().round()).containsExactly("look again at 2026-11-23T10:00:50Z");
  }

  @Test
  void podsHaveStableNamesAndLabels() {
    SetWorld world = new SetWorld("");
    world.round();
    ObjectNode pod = world.pod("mongo-0");
    assertThat(Meta.labels(pod))
        .containsEntry("role", "mongo")
        .containsEntry("statefulset.kubernetes.io/pod-name", "mongo-0")
        .containsEntry("apps.kubernetes.io/pod-index", "0")
        .containsKey("controller-revision-hash");
    assertThat(Json.text(pod, "spec", "hostname")).isEqualTo("mongo-0");
    assertThat(Json.text(pod, "spec", "subdomain")).isEqualTo("mongo");
    assertThat(Meta.controlledBy(pod, world.set)).isTrue();
  }

  @Test
  void theStatusCountsWhatIsThere() {
    SetWorld world = complete("").unready("mongo-2");
    world.round();
    assertThat(world.status("replicas")).isEqualTo(3);
    assertThat(world.status("readyReplicas")).isEqualTo(2);
    assertThat(world.status("observedGeneration")).isEqualTo(1);
  }

  @Test
  void aServiceThatIsMissingIsNamedAndThePodsComeAnyhow() {
    SetWorld world = new SetWorld("");
    world.services.clear();
    assertThat(world.decide())
        .filteredOn(Change.Say.class::isInstance)
        .singleElement()
        .satisfies(c -> assertThat(((Change.Say) c).note().message()).contains("service mongo"));
    assertThat(world.round()).contains("create mongo-0");
  }

  @Test
  void aSetThatIsBeingDeletedDoesNothingMore() {
    SetWorld world = new SetWorld("");
    Json.with(world.set, "metadata").put("deletionTimestamp", "2026-11-23T10:00:00Z");
    assertThat(world.decide()).isEmpty();
  }

  @Test
  void podsThatWereLeftByADeletedSetAreTakenOver() {
    SetWorld world = complete("");
    world.pods.forEach(pod -> Json.with(pod, "metadata").remove("ownerReferences"));
    assertThat(world.round()).containsExactly("update mongo-0", "update mongo-1", "update mongo-2");
  }

  @Test
  void claimsGoWithTheSetWhereItSaysSo() {
    SetWorld world =
        complete("persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}");
    assertThat(world.decide())
        .filteredOn(Change.Update.class::isInstance)
        .extracting(c -> ((Change.Update) c).object())
        .allMatch(claim -> Json.text(Meta.owners(claim).getFirst(), "uid").equals("set-uid"))
        .hasSize(3);
  }

  @Test
  void aClaimGoesWithItsSuperfluousPodWhereTheSetSaysSo() {
    SetWorld world =
        complete("persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Delete}");
    List<Change> changes = world.replicas(2).decide();
    assertThat(changes.getFirst())
        .isInstanceOfSatisfying(
            Change.Update.class,
            update ->
                assertThat(Json.text(Meta.owners(update.object()).getFirst(), "uid"))
                    .isEqualTo("mongo-2-uid"));
  }

  @Test
  void theOrderOfFieldsInATemplateIsNoNewRevision() {
    assertThat(Revisions.hash(Yaml.parse("{a: 1, b: {c: 2, d: 3}}")))
        .isEqualTo(Revisions.hash(Yaml.parse("{b: {d: 3, c: 2}, a: 1}")));
  }

  private static String image(ObjectNode pod) {
    return Json.text(Json.at(pod, "spec", "containers").get(0), "image");
  }
}
