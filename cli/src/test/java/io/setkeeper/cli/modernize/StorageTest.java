package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims and classes. */
class StorageTest {
  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        template:
          metadata: {labels: {app: db}}
          spec:
            containers:
            - {name: mongo, image: "mongo:7.0", command: [mongod, --replSet, rs0]}
        volumeClaimTemplates:
        - metadata:
            name: data
            annotations:
              ANNOTATION
          spec:
            resources: {requests: {storage: 1Gi}}
      """;

  private static String set(String annotation) {
    return SET.replace("ANNOTATION", annotation);
  }

  @Test
  void theAnnotationBecomesAField() {
    assertThat(Runs.text(set("volume.beta.kubernetes.io/storage-class: \"fast\"")))
        .contains("name: data\n    spec:\n      storageClassName: fast\n      resources:")
        .doesNotContain("annotations");
  }

  @Test
  void otherAnnotationsStay() {
    assertThat(
            Runs.text(
                set("volume.beta.kubernetes.io/storage-class: fast\n        mine: \"1\" # kept")))
        .contains("      annotations:\n        mine: \"1\" # kept\n");
  }

  @Test
  void theAlphaAnnotationMeantTheDefaultClass() {
    assertThat(Runs.text(set("volume.alpha.kubernetes.io/storage-class: anything")))
        .doesNotContain("annotations")
        .doesNotContain("storageClassName");
  }

  @Test
  void theClassAskedForTakesTheOthersPlace() {
    Result result =
        Runs.of(
            set("volume.beta.kubernetes.io/storage-class: fast"), Runs.storageClass("standard"));
    assertThat(result.files().getFirst().text()).contains("storageClassName: standard");
    assertThat(result.changes())
        .anySatisfy(c -> assertThat(c.why()).contains("--storage-class, in place of fast"));
  }

  @Test
  void aClassThatNothingProvisionsIsLeftOutWhereAnotherIsNamed() throws IOException {
    Result result = Modernizer.modernize(Runs.recipe(), Runs.storageClass("standard"));
    assertThat(result.files())
        .filteredOn(file -> file.name().startsWith("storageclass"))
        .singleElement()
        .extracting(Source::text)
        .isEqualTo("");
    assertThat(Runs.notes(result)).doesNotContain("WARNING");
  }

  @Test
  void withoutOneTheUserIsWarned() throws IOException {
    assertThat(Runs.notes(Modernizer.modernize(Runs.recipe(), Runs.PLAIN)))
        .contains("WARNING: from Kubernetes 1.26 on nothing provisions this class");
  }

  @Test
  void forAClusterWithoutItTheUserMustSay() throws IOException {
    List<Source> recipe = Runs.recipe();
    assertThatThrownBy(() -> Modernizer.modernize(recipe, Runs.target("1.26")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("kubernetes.io/glusterfs, which Kubernetes 1.26 removed")
        .hasMessageContaining("--storage-class NAME");
  }

  @ParameterizedTest
  @CsvSource({"kubernetes.io/glusterfs,1.25", "kubernetes.io/rbd,1.30", "ebs.csi.aws.com,1.34"})
  void aClassThatTheClusterProvisionsStays(String provisioner, String kubernetes) {
    String text =
        "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: "
            + provisioner
            + "\n";
    Result result =
        Modernizer.modernize(
            List.of(new Source("class.yaml", text), new Source("set.yaml", set("mine: \"1\""))),
            Runs.target(kubernetes));
    assertThat(result.files().getFirst().text()).isEqualTo(text);
  }

  @Test
  void howItGetsToASetThatRunsIsTold() {
    assertThat(Runs.notes(Runs.of(set("volume.beta.kubernetes.io/storage-class: fast"))))
        .contains("kubectl delete statefulset db --cascade=orphan");
    assertThat(Runs.notes(Runs.of(SET.substring(0, SET.indexOf("  volumeClaim")))))
        .contains("kubectl apply changes it in place");
  }
}
