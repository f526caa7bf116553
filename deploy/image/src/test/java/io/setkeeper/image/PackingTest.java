package io.setkeeper.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PackingTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void twoBuildsInDifferentFoldersGiveOneDigest() throws IOException {
    assertThat(packed("here", "cache").digest()).isEqualTo(packed("there", "cache").digest());
  }

  @Test
  void withoutTheCacheTwoTrainedImagesHaveOneDigest() throws IOException {
    Packed one = packed("here", "cache");
    Packed other = packed("there", "another");

    assertThat(other.digest()).isNotEqualTo(one.digest());
    assertThat(other.withoutCache()).isEqualTo(one.withoutCache());
  }

  @Test
  void anotherCacheChangesTheLastLayerAlone() throws IOException {
    List<String> before = packed("here", "cache").layers();
    List<String> after = packed("there", "another").layers();

    assertThat(after).hasSameSizeAs(before).hasSize(4);
    assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
    assertThat(after.getLast()).isNotEqualTo(before.getLast());
  }

  @Test
  void containerdFindsTheWholeNameAndDockerItsTableOfContents() throws IOException {
    Packed packed = packed("here", "cache");

    JsonNode image = packed.document("index.json").path("manifests").path(0);
    assertThat(image.path("digest").asString()).isEqualTo(packed.digest());
    assertThat(image.path("annotations").path("io.containerd.image.name").asString())
        .isEqualTo("localhost/setkeeper/keeper:1.2");
    JsonNode contents = packed.document("manifest.json").path(0);
    assertThat(contents.path("RepoTags").path(0).asString())
        .isEqualTo("localhost/setkeeper/keeper:1.2");
    assertThat(packed.documents()).containsKey(contents.path("Config").asString());
  }

  @Test
  void itRunsAsAUserOfItsOwnAndNeedsNoShell() throws IOException {
    Packed packed = packed("here", "cache");
    JsonNode config =
        packed
            .document(packed.document("manifest.json").path(0).path("Config").asString())
            .path("config");

    assertThat(config.path("User").asString()).isEqualTo("65532:65532");
    assertThat(config.path("Entrypoint").path(0).asString())
        .isEqualTo("/opt/setkeeper/java/bin/java");
    assertThat(config.path("Labels").path("org.opencontainers.image.version").asString())
        .isEqualTo("1.2");
  }

  @Test
  void aBaseThatCannotBeHadIsNamed() throws IOException {
    Path root = root("here", "cache");
    Order order = order("here", "base=tar://" + folder.resolve("none.tar"));

    assertThatThrownBy(
            () -> Packing.pack(order, new Root(Program.KEEPER, root, List.of("a.jar"), Set.of())))
        .isInstanceOf(Unbuildable.class)
        .hasMessageContaining("localhost/setkeeper/keeper:1.2")
        .hasMessageContaining("none.tar");
  }

  private record Packed(String digest, String withoutCache, TreeMap<String, byte[]> documents) {
    JsonNode document(String name) {
      return JSON.readTree(documents.getOrDefault(name, new byte[0]));
    }

    List<String> layers() {
      List<String> layers = new ArrayList<>();
      document("manifest.json").path(0).path("Layers").forEach(name -> layers.add(name.asString()));
      return layers;
    }
  }

  private Packed packed(String work, String cache) throws IOException {
    Order order = order(work, "base=");
    Packing.Packed packed =
        Packing.pack(
            order, new Root(Program.KEEPER, root(work, cache), List.of("a.jar"), Set.of()));
    TreeMap<String, byte[]> documents = new TreeMap<>();
    try (InputStream in = Files.newInputStream(order.tarball(Program.KEEPER));
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        documents.put(entry.getName(), tar.readAllBytes());
      }
    }
    return new Packed(packed.digest(), packed.withoutCache(), documents);
  }

  private Order order(String work, String base) {
    return Order.of(
        "work=" + folder.resolve(work),
        "flags=/",
        "licence=/",
        "version=1.2",
        "time=2026-01-01T00:00:00Z",
        "prefix=localhost/setkeeper",
        "tag=1.2",
        "aot=no",
        base);
  }

  private Path root(String work, String cache) throws IOException {
    Path root = folder.resolve(work).resolve("root");
    Folders.write(root.resolve("etc/passwd"), "nonroot:x:65532:65532:nonroot:/:/sbin/nologin\n");
    Folders.write(Layout.in(root, Layout.JAVA + "/lib/modules"), "modules");
    Folders.write(Layout.in(root, Layout.FLAGS), "-Xmx20m\n");
    Folders.write(Layout.in(root, Layout.CACHE), cache);
    return root;
  }
}
