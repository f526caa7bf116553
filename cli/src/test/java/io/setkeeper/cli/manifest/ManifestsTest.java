package io.setkeeper.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  private static final Path RECIPE = Path.of("../examples/mongo");

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        template: {spec: {containers: [{name: db, image: IMAGE}]}}
      """;

  @TempDir private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<Manifest> read(Path... paths) {
    return Manifests.read(
        List.of(paths), image -> image.startsWith("mongo") || image.contains("sidecar"));
  }

  @Test
  void theRecipesObjectsComeInTheOrderInWhichTheyAreNeeded() {
    assertThat(read(RECIPE))
        .extracting(manifest -> manifest.ref().toString())
        .containsExactly(
            "storageclass.storage.k8s.io/fast", "service/mongo", "statefulset.apps/mongo");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> read(Path.of("nowhere.yaml")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nowhere.yaml");
  }

  @Test
  void anEmptyFolderIsNamed() {
    assertThatThrownBy(() -> read(folder)).hasMessageContaining("no .yaml");
  }

  @Test
  void anAliasIsRefusedWithItsLineAndNotTakenForItsName() throws IOException {
    Path file = file("alias.yaml", SET.replace("{name: db}", "{name: &name db}\nspare: *name"));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("alias.yaml uses an alias in line 4 (*name)");
  }

  @Test
  void anAnchorThatNobodyUsesIsNoHindrance() throws IOException {
    Path file =
        file(
            "anchor.yaml", SET.replace("{name: db}", "{name: &name db}").replace("IMAGE", "mongo"));
    assertThat(read(file)).hasSize(1);
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsLine() throws IOException {
    Path file = file("broken.yaml", "kind: Service\n  metadata: [\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("broken.yaml")
        .hasMessageContaining("line 2");
  }

  @Test
  void whatIsNoTextIsRefusedWithoutAnExceptionsName() throws IOException {
    Path file = Files.write(folder.resolve("picture.yaml"), new byte[] {(byte) 0xff, 0, 1});
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("picture.yaml is no text")
        .message()
        .doesNotContain("Exception");
  }

  @Test
  void aFileWithoutAnObjectIsRefused() throws IOException {
    Path file = file("empty.yaml", "---\n# nothing\n");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("no object");
  }

  @Test
  void yamlThatIsNoManifestIsRefused() throws IOException {
    Path file = file("list.yaml", "- a\n- b\n");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("not a Kubernetes manifest");
  }

  @Test
  void aKindThatTheSandboxHasNotGotIsNamed() throws IOException {
    Path file = file("d.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("no kind Deployment")
        .hasMessageContaining("d.yaml");
  }

  @Test
  void anUnknownVersionOfAKnownKindIsToldTheRightOne() throws IOException {
    Path file = file("s.yaml", "apiVersion: v2\nkind: Service\nmetadata: {name: web}\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("v2")
        .hasMessageContaining("apiVersion: v1");
  }

  @Test
  void anImageThatCannotRunIsNamed() throws IOException {
    Path file = file("set.yaml", SET.replace("IMAGE", "nginx:1.27"));
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("nginx:1.27")
        .hasMessageContaining("db");
  }

  @Test
  void aServiceThatExistsNowhereIsNamed() throws IOException {
    List<Manifest> manifests = read(file("set.yaml", SET.replace("IMAGE", "mongo")));
    assertThatThrownBy(() -> Manifests.checkServices(manifests, ref -> false))
        .hasMessageContaining("service 'db'")
        .hasMessageContaining("set.yaml");
  }

  @Test
  void aServiceOfTheClusterWillDo() throws IOException {
    List<Manifest> manifests = read(file("set.yaml", SET.replace("IMAGE", "mongo")));
    Manifests.checkServices(manifests, ref -> ref.toString().equals("service/db"));
    assertThat(manifests).hasSize(1);
  }

  @Test
  void aListIsTakenApart() throws IOException {
    Path file =
        file(
            "list.json",
            """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}},
              {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "b", "namespace": "x"}}]}
            """);
    assertThat(read(file))
        .extracting(m -> m.ref().collection())
        .containsExactly("/api/v1/namespaces/default/services", "/api/v1/namespaces/x/services");
  }
}
