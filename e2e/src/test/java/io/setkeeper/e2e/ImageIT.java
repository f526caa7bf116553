package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the keeper's image holds, by the tarball that the cluster has it from. */
@Needs(Needs.Thing.TARBALLS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
  private static final String JARS = "opt/setkeeper/lib/";
  private static final String PARTS = "opt/setkeeper/sbom.cdx.json";
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "busybox", "toybox", "perl", "python3", "apt", "apk");

  private JsonNode config = MissingNode.getInstance();
  private JsonNode parts = MissingNode.getInstance();
  private final Set<String> files = new TreeSet<>();

  @BeforeAll
  void unpack(@TempDir Path folder) throws IOException {
    Path tarball =
        Target.fromProperties().checkout().resolve("deploy/image/target/setkeeper-keeper.tar");
    tar("-xf", tarball.toString(), "-C", folder.toString());
    JsonNode manifest = json(Files.readString(folder.resolve("manifest.json"))).path(0);
    config = json(Files.readString(folder.resolve(manifest.path("Config").asString())));
    for (JsonNode layer : manifest.path("Layers")) {
      String path = folder.resolve(layer.asString()).toString();
      List<String> names = tar("-tf", path).lines().toList();
      files.addAll(names);
      if (names.contains(PARTS)) {
        parts = json(tar("-xOf", path, PARTS));
      }
    }
  }

  @Test
  void itRunsAsNobodyInParticular() {
    assertThat(config.path("config").path("User").asString()).isEqualTo("65532:65532");
  }

  @Test
  void thereIsNoShellAndNoProgramButJava() {
    assertThat(files).contains("opt/setkeeper/java/bin/java");
    assertThat(files)
        .noneMatch(file -> SHELLS.contains(file.substring(file.lastIndexOf('/') + 1)))
        .noneMatch(file -> file.matches("(usr/)?(local/)?s?bin/[^/]+"));
  }

  @Test
  void itsListOfPartsHasEveryLibrary() {
    Set<String> jars =
        files.stream()
            .filter(file -> file.startsWith(JARS) && file.endsWith(".jar"))
            .map(file -> file.substring(JARS.length()))
            .filter(file -> !file.startsWith("setkeeper-"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>();
    for (JsonNode part : parts.path("components")) {
      listed.add(part.path("name").asString() + "-" + part.path("version").asString() + ".jar");
    }
    assertThat(jars).isNotEmpty();
    assertThat(listed).containsAll(jars);
  }

  private static String tar(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    return Run.ok(command);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
