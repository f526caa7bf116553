package io.setkeeper.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Values are checked before anything is rendered: the message names the value and what it must be.
 */
class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          replicas=three            | at '/replicas': got string, want integer
          replicas=0                | at '/replicas': minimum: got 0, want 1
          replicas=51               | at '/replicas': maximum: got 51, want 50
          replica=5                 | additional properties 'replica' not allowed
          storage.clas=fast         | at '/storage': additional properties 'clas' not allowed
          storage.size=big          | at '/storage/size': 'big' does not match pattern
          storage=100Gi             | at '/storage': got string, want object
          keeper.nativeSidecar=true | at '/keeper/nativeSidecar': value must be one of 'auto', 'always', 'never'
          keeper.env.A=1            | at '/keeper/env/A': got number, want string
          networkPolicy=false       | at '/networkPolicy': got boolean, want object
          zones.tags=often          | at '/zones/tags': got string, want boolean
          mongod.image=             | at '/mongod/image': minLength: got 0, want 1
          replicaSet=a/b            | at '/replicaSet': 'a/b' does not match pattern
          terminationGracePeriodSeconds=5 | at '/terminationGracePeriodSeconds': minimum: got 5, want 30
          """)
  void aWrongValueIsRefused(String value, String message) {
    assertThatThrownBy(() -> Chart.render("mongo", "1.31.0", value)).hasMessageContaining(message);
  }

  @Test
  void aClusterThatIsTooOldIsRefused() {
    assertThatThrownBy(() -> Chart.render("mongo", "1.19.0"))
        .hasMessageContaining(
            "chart requires kubeVersion: >=1.20.0-0 which is incompatible with Kubernetes v1.19.0");
  }

  @Test
  void theSchemaHasTheValuesThatThereAreAndNoOther() {
    SequencedSet<String> described = new LinkedHashSet<>();
    schema("", Documents.read(Chart.FOLDER.resolve("values.schema.json")), described);
    described.remove("/global");
    SequencedSet<String> given = new LinkedHashSet<>();
    values("", Documents.read(Chart.FOLDER.resolve("values.yaml")), described, given);
    assertThat(given).containsExactlyElementsOf(described);
  }

  private static void schema(String path, JsonNode schema, SequencedSet<String> into) {
    if (schema.has("properties")) {
      schema
          .path("properties")
          .properties()
          .forEach(p -> schema(path + "/" + p.getKey(), p.getValue(), into));
    } else {
      into.add(path);
    }
  }

  /** Down to the values that the schema describes. */
  private static void values(
      String path, JsonNode value, SequencedSet<String> described, SequencedSet<String> into) {
    if (described.contains(path) || !value.isObject()) {
      into.add(path);
    } else {
      value
          .properties()
          .forEach(p -> values(path + "/" + p.getKey(), p.getValue(), described, into));
    }
  }
}
