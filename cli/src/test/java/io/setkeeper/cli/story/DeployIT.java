package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users apply to a cluster comes up in the sandbox. */
@Tag("long")
class DeployIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void theManifestsComeUp() throws IOException {
    Command setkeeper = new Command(folder, folder.resolve("state"));
    List<String> up =
        new ArrayList<>(List.of("up", "--detach", "--mongod", "standin", "--timeout", "180"));
    try (Stream<Path> files = Files.list(Path.of("../deploy/manifests"))) {
      files
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .forEach(file -> up.addAll(List.of("-f", file.toString())));
    }
    try {
      setkeeper.ok(up.toArray(String[]::new));
      assertThat(setkeeper.status().path("members")).hasSize(3);
    } finally {
      setkeeper.run("down", "--volumes");
    }
  }
}
