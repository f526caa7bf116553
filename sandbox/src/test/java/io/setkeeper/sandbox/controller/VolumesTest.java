package io.setkeeper.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class VolumesTest {
  private static final Path ROOT = Path.of("/state/volumes");
  private static final ObjectNode GLUSTER =
      Yaml.parse(
          "{kind: StorageClass, metadata: {name: fast}, provisioner: kubernetes.io/glusterfs}");

  private static ObjectNode claim() {
    return Yaml.parse(
        """
        kind: PersistentVolumeClaim
        metadata:
          name: data-mongo-0
          namespace: default
          uid: 12345678-abcd
          annotations: {volume.beta.kubernetes.io/storage-class: fast}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 100Gi}}
        """);
  }

  private static ObjectNode volume(String policy) {
    return Yaml.parse(
        """
        kind: PersistentVolume
        metadata: {name: pvc-12345678-abcd}
        spec:
          accessModes: [ReadWriteOnce]
          capacity: {storage: 100Gi}
          claimRef: {name: data-mongo-0, namespace: default, uid: 12345678-abcd}
          hostPath: {path: /state/volumes/default/data-mongo-0}
          persistentVolumeReclaimPolicy: %s
        status: {phase: Bound}
        """
            .formatted(policy));
  }

  private static List<Change> decide(
      List<ObjectNode> claims,
      List<ObjectNode> volumes,
      List<ObjectNode> classes,
      List<ObjectNode> pods) {
    return Volumes.decide(new VolumeView(claims, volumes, classes, pods, ROOT));
  }

  @Test
  void aClaimOfAClassThatIsThereGetsAFolder() {
    assertThat(decide(List.of(claim()), List.of(), List.of(GLUSTER), List.of()).getFirst())
        .isEqualTo(new Change.MakeFolder(ROOT.resolve("default/data-mongo-0")));
  }

  @Test
  void aFolderThatStandsInForGlusterSaysSo() {
    assertThat(decide(List.of(claim()), List.of(), List.of(GLUSTER), List.of()).getLast())
        .isInstanceOfSatisfying(
            Change.Create.class,
            create ->
                assertThat(create.notes().getFirst().message())
                    .endsWith("a folder stands in for Gluster"));
  }

  @Test
  void aClaimOfAnUnknownClassWaitsAndNamesIt() {
    assertThat(decide(List.of(claim()), List.of(), List.of(), List.of()))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Say.class,
            say -> assertThat(say.note().message()).contains("\"fast\" not found"));
  }

  @Test
  void aClaimThatHasAVolumeIsBoundToIt() {
    ObjectNode claim = claim();
    assertThat(decide(List.of(claim), List.of(volume("Delete")), List.of(), List.of()))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Update.class,
            update ->
                assertThat(Json.text(update.object(), "spec", "volumeName"))
                    .isEqualTo("pvc-12345678-abcd"));
    Json.with(claim, "spec").put("volumeName", "pvc-12345678-abcd");
    assertThat(decide(List.of(claim), List.of(volume("Delete")), List.of(), List.of()))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.UpdateStatus.class,
            update -> assertThat(Json.text(update.object(), "status", "phase")).isEqualTo("Bound"));
  }

  @Test
  void theFolderGoesWithTheClaim() {
    assertThat(decide(List.of(), List.of(volume("Delete")), List.of(), List.of()))
        .first()
        .isEqualTo(new Change.DeleteFolder(ROOT.resolve("default/data-mongo-0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/home/me/data", "/state/volumes/../secrets", "/state/volumes", ""})
  void aFolderThatWasNotMadeHereIsNeverDeleted(String path) {
    ObjectNode foreign = volume("Delete");
    Json.with(foreign, "spec", "hostPath").put("path", path);

    assertThat(decide(List.of(), List.of(foreign), List.of(), List.of()))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.UpdateStatus.class,
            update ->
                assertThat(Json.text(update.object(), "status", "phase")).isEqualTo("Failed"));
  }

  @Test
  void aVolumeReservedForAClaimToComeIsKept() {
    ObjectNode reserved = volume("Delete");
    Json.with(reserved, "spec", "claimRef").remove("uid");

    assertThat(decide(List.of(), List.of(reserved), List.of(), List.of())).isEmpty();
  }

  @Test
  void aRetainedVolumeIsOnlyReleased() {
    assertThat(decide(List.of(), List.of(volume("Retain")), List.of(), List.of()))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.UpdateStatus.class,
            update ->
                assertThat(Json.text(update.object(), "status", "phase")).isEqualTo("Released"));
  }

  @Test
  void theFolderOfARetainedVolumeIsNotGivenToAnotherClaim() {
    ObjectNode other = claim();
    Json.with(other, "metadata").put("uid", "87654321-abcd");
    assertThat(decide(List.of(other), List.of(volume("Retain")), List.of(GLUSTER), List.of()))
        .contains(new Change.MakeFolder(ROOT.resolve("default/data-mongo-0-87654321")));
  }

  @Test
  void aDeletedClaimStaysWhileAPodHasIt() {
    ObjectNode claim = claim();
    Json.with(claim, "metadata").put("deletionTimestamp", "2026-11-23T10:00:00Z");
    Json.list(Json.with(claim, "metadata"), "finalizers").add(Volumes.IN_USE);
    ObjectNode pod =
        Yaml.parse(
            """
            metadata: {name: mongo-0, namespace: default}
            spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data-mongo-0}}]}
            """);
    assertThat(decide(List.of(claim), List.of(volume("Delete")), List.of(), List.of(pod)))
        .isEmpty();
    assertThat(decide(List.of(claim), List.of(volume("Delete")), List.of(), List.of()))
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Update.class, update -> assertThat(Meta.finalizers(update.object())).isEmpty());
  }

  @Test
  void aLateClassWaitsForAPod() {
    ObjectNode late = GLUSTER.deepCopy().put("volumeBindingMode", "WaitForFirstConsumer");
    assertThat(decide(List.of(claim()), List.of(), List.of(late), List.of()))
        .singleElement()
        .isInstanceOf(Change.Say.class);
  }
}
