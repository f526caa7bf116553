package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void theIdsSetApartAreReadAsTheyWereWritten() {
    SetRecord record =
        new SetRecord.Initiated("7", "6b03c22a14e4d20dd11d7ab4", 4)
            .settingApart(6, new ConfigVersion(3, 17));
    assertThat(readBack(record)).isEqualTo(record);
  }

  @Test
  void whatCantBeReadOfThemCountsAsUsed() {
    GenericKubernetesResource broken =
        Yaml.object(
            """
            {data: {state: initiated, replicaSetId: a, highestId: "6", setApartFrom: "5", setApartFor: "3"}}
            """);
    broken.setMetadata(new ObjectMetaBuilder().withName("mongo-setkeeper").build());
    assertThat(Records.read(broken))
        .isInstanceOfSatisfying(
            SetRecord.Initiated.class,
            record -> {
              assertThat(record.highestId()).isEqualTo(6);
              assertThat(record.setApart()).isEmpty();
            });
  }

  @Test
  void theRecordHasNoOwnerBecauseItOutlivesTheStatefulSet() {
    GenericKubernetesResource written =
        Records.write(SCOPE, new SetRecord.Initiated("", "id", 0), Optional.empty());
    assertThat(written.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(written.getMetadata().getName()).isEqualTo("mongo-setkeeper");
  }

  @Test
  void theOrdersThatWereBegunAreReadAsTheyWereWritten() {
    SetRecord record =
        new SetRecord.Initiated("7", "6b03c22a14e4d20dd11d7ab4", 4)
            .begun(RecoverFrom.parse("mongo-2@3/17 without mongo-0,mongo-1"))
            .begun(RecoverFrom.parse("mongo-2@-1/91538 without db9.example.com:27018"));
    assertThat(readBack(record)).isEqualTo(record);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                        | state is '', neither initiating nor initiated
          {data: {state: done}}                                     | state is 'done', neither initiating nor initiated
          {data: {state: initiated, replicaSetId: a, highestId: many}} | highestId is 'many', no number
          {data: {state: initiated, replicaSetId: a}}               | highestId is '', no number
          {data: {state: initiated, highestId: "3"}}                | replicaSetId is missing
          {data: {state: initiating, podUid: u}}                    | pod or podUid is missing
          {data: {state: initiating, pod: mongo-0}}                 | pod or podUid is missing
          """)
  void aRecordThatIsBrokenIsUnknownNotNoneAndSaysWhatIsWrong(String rest, String what) {
    GenericKubernetesResource broken = Yaml.object(rest);
    broken.setMetadata(new ObjectMetaBuilder().withName("mongo-setkeeper").build());
    assertThat(Records.read(broken))
        .isEqualTo(
            new SetRecord.Unknown(
                "ConfigMap mongo-setkeeper, the set's record, is broken: "
                    + what
                    + "; repair it, or delete it if the set was never initiated"));
  }

  private static SetRecord readBack(SetRecord record) {
    return Records.read(Records.write(SCOPE, record, Optional.of("7")));
  }
}
