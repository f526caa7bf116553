package io.setkeeper.cli.modernize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.cli.base.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people give to it: read, or refused with the line and a remedy. */
class InputTest {
  private static final String SET =
      """
      apiVersion: apps/v1beta1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        template:
          metadata: {labels: {app: db}}
          spec:
            containers:
            - name: mongo
              image: mongo:7.0
              command: [mongod, --replSet, rs0]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\n b: [\\n|line 2",
        "a: 1\\n\\n\\tb: 2\\n|line 3",
        "kind: X\\nname: {{ .Values.name }}\\n|line 2",
        "a: &x [*x]\\n|contains itself",
        "a: 1\\na: 2\\n|line 2",
        "- a\\n- b\\n|no Kubernetes object: it has no apiVersion",
        "kind: Service\\n|line 1: this is no Kubernetes object",
        "'a: 1\\r\\nb: 2\\n'|end otherwise than the others",
      })
  void whatCannotBeReadIsRefusedWithItsPlace(String text, String why) {
    String raw = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    assertThatThrownBy(() -> Runs.of(raw.replace("'a", "a").replace("\n'", "\n")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("set.yaml")
        .hasMessageContaining(why);
  }

  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String all = ("*a" + (i - 1) + ",").repeat(9);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, all));
    }
    assertThatThrownBy(() -> Runs.of(bomb.toString())).isInstanceOf(Refusal.class);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> Runs.of("[".repeat(100_000))).isInstanceOf(Refusal.class);
  }

  @Test
  void anEmptyFileBesideASetIsEmptyStill() {
    Result result =
        Modernizer.modernize(
            List.of(new Source("empty.yaml", ""), new Source("set.yaml", SET)), Runs.PLAIN);
    assertThat(result.files().getFirst().text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "apiVersion: v1\nkind: Service\nmetadata: {name: db}\n",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\n"
      })
  void filesWithoutASetAreRefusedByTheirNames(String text) {
    List<Source> sources = List.of(new Source("a.yaml", text), new Source("b.yaml", text));
    assertThatThrownBy(() -> Modernizer.modernize(sources, Runs.PLAIN))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("There is no StatefulSet of a MongoDB replica set")
        .hasMessageContaining("--replSet, in a.yaml, b.yaml")
        .hasMessageContaining("Name the file with it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "      - {name: old, image: cvallance/mongo-k8s-sidecar}\n",
        "      initContainers:\n      - {name: old, image: 'morphy/k8s-mongo-sidecar:1@sha256:0'}\n"
      })
  void aSetWithTwoKeepersIsRefusedByTheirNames(String old) {
    String set =
        SET + "      - {name: new, image: 'registry.corp:5000/setkeeper/keeper:1.0'}\n" + old;
    assertThatThrownBy(() -> Runs.of(set))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("StatefulSet db in set.yaml has more than one keeper")
        .hasMessageContaining("container old (")
        .hasMessageContaining("container new (registry.corp:5000/setkeeper/keeper:1.0)")
        .hasMessageContaining("Take all but one of them out");
  }

  @Test
  void anAnchorWhoseCopiesWouldChangeIsRefusedWithTheLine() {
    String shared =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec: &spec
          clusterIP: None
          selector: {app: db}
        other: *spec
        ---
        """;
    assertThatThrownBy(() -> Runs.of(shared + SET))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("set.yaml can't be changed at line")
        .hasMessageContaining("anchors");
  }

  @Test
  void anAnchorThatIsNotInTheWayStays() {
    String set =
        SET.replace("metadata: {labels: {app: db}}", "metadata: {labels: &labels {app: db}}")
            .replace(
                "spec:\n  serviceName", "spec:\n  selector: {matchLabels: *labels}\n  serviceName");
    // The alias would come before its anchor: so the other way round.
    String turned =
        set.replace("*labels", "&labels {app: db}")
            .replace("{labels: &labels {app: db}}", "{labels: *labels}");
    assertThat(Runs.text(turned)).contains("&labels {app: db}").contains("{labels: *labels}");
  }

  @Test
  void windowsLineEndsStay() {
    String text = Runs.text(SET.replace("\n", "\r\n"));
    assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(text.replace("\r\n", "\n")).isEqualTo(Runs.text(SET));
  }

  @Test
  void aByteOrderMarkStays() {
    assertThat(Runs.text("\uFEFF" + SET)).isEqualTo("\uFEFF" + Runs.text(SET));
  }

  @Test
  void aFileWithoutALastLineFeedIsChangedToo() {
    assertThat(Runs.of(SET.strip()).changes()).isEqualTo(Runs.of(SET).changes());
  }

  @Test
  void charactersBeyondTheFirstPlaneDoNotShiftPlaces() {
    String text = Runs.text("# \uD83D\uDE80\uD83D\uDE80\n" + SET);
    assertThat(text).contains("# \uD83D\uDE80\uD83D\uDE80\n").contains("apiVersion: apps/v1\n");
  }

  @Test
  void aListsObjectsAreChangedWhereTheyAre() {
    String list = "apiVersion: v1\nkind: List\nitems:\n- " + SET.indent(2).strip() + "\n";
    Result result = Runs.of(list);
    assertThat(result.files().getFirst().text())
        .startsWith("apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n")
        .contains("\n- apiVersion: v1\n  kind: ServiceAccount\n");
    assertThat(Runs.of(result.files().getFirst().text()).changes()).isEmpty();
  }

  @Test
  void severalSetsAreChangedEach() {
    String second = SET.replace("db", "cache");
    assertThat(Runs.what(Runs.of(SET + "---\n" + second)))
        .filteredOn(what -> what.startsWith("adds PodDisruptionBudget"))
        .hasSize(2);
  }

  @Test
  void ofSeveralFilesEachKeepsItsName() {
    Result result =
        Modernizer.modernize(
            List.of(new Source("a.yaml", SET), new Source("b.yaml", SET.replace("db", "e"))),
            Runs.PLAIN);
    assertThat(result.files()).extracting(Source::name).containsExactly("a.yaml", "b.yaml");
    assertThat(Joined.of(result.files())).startsWith("---\n").contains("name: db", "name: e");
  }
}
