package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The recipe, modernized, is what the sandbox takes as well. */
class ModernizeIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void theModernizedRecipeComesUpAndScales() throws Exception {
    Command setkeeper = new Command(folder, folder.resolve("state"));
    Path manifests = folder.resolve("manifests");
    Command.Result made =
        setkeeper.runAsIs("modernize", "../examples/mongo", "-o", manifests.toString());
    assertThat(made.code()).as(made.said()).isZero();
    assertThat(Files.readString(manifests.resolve("statefulset-mongo.yaml")))
        .containsPattern("image: setkeeper/keeper:\\d");
    try {
      setkeeper.ok(
          "up", "--detach", "--mongod", "standin", "-f", manifests.toString(), "--timeout", "180");
      setkeeper.ok("scale", "statefulset/mongo", "--replicas", "1");
      JsonNode status = setkeeper.awaitHealthy(healthy -> healthy.path("members").size() == 1);
      assertThat(status.path("primary").asString()).isEqualTo("mongo-0");
    } finally {
      setkeeper.run("down", "--volumes");
    }
  }
}
