package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final SetScope SCOPE =
      new SetScope("default", "mongo", Map.of(), "mongo", "cluster.local", 27017);

  @Test
  void anInitiationUnderWayIsReadAsItWasWritten() {
    SetRecord record = new SetRecord.Initiating("7", "mongo-0", "uid", List.of("a", "b"));
    assertThat(readBack(record)).isEqualTo(record);
  }

  @Test
  void aSetWithoutClaimsIsReadAsItWasWritten() {
    SetRecord record = new SetRecord.Initiating("7", "mongo-0", "uid", List.of());
    assertThat(readBack(record)).isEqualTo(record);
  }

  @Test
  void anInitiatedSetIsReadAsItWasWritten() {
    SetRecord record = new SetRecord.Initiated("7", "6b03c22a14e4d20dd11d7ab4", 4);
    assertThat(readBack(record)).isEqualTo(record);
  }

  @Test
  void theRecordHasNoOwnerBecauseItOutlivesTheStatefulSet() {
    GenericKubernetesResource written =
        Records.write(SCOPE, new SetRecord.Initiated("", "id", 0), Optional.empty());
    assertThat(written.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(written.getMetadata().getName()).isEqualTo("mongo-setkeeper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{data: {state: done}}",
        "{data: {state: initiated, replicaSetId: a, highestId: many}}",
        "{data: {state: initiated, replicaSetId: a}}"
      })
  void aRecordThatIsBrokenIsUnknownNotNone(String rest) {
    GenericKubernetesResource broken = Yaml.object(rest);
    broken.setMetadata(new ObjectMetaBuilder().withName("mongo-setkeeper").build());
    assertThat(Records.read(broken)).isInstanceOf(SetRecord.Unknown.class);
  }

  private static SetRecord readBack(SetRecord record) {
    return Records.read(Records.write(SCOPE, record, Optional.of("7")));
  }
}
