package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says only what works: its commands are typed here, one after another, by a shell. */
class ReadmeIT {

  private static final String UP = "./setkeeper up";
  private static final String VERIFY = "mvn verify";

  @Test
  void theCommandsOfTheReadmeWork(@TempDir Path folder) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("readme.sh"), script(Readme.named("README.md").commands()));
    var state = Map.of("XDG_STATE_HOME", folder.toString());

    Run run = Run.of(Setkeeper.checkout(), state, List.of("bash", script.toString()));

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  /**
   * The script: {@code mvn verify} is left to the build that runs this test; {@code ./setkeeper up}
   * holds its terminal, so that the rest is typed in another one, once the set is healthy. Whatever
   * fails, nothing is left running.
   */
  private static String script(List<String> commands) {
    String start = "set -eux\ntrap './setkeeper down --volumes || true' EXIT\n";
    String up = UP + " &\nfor i in {1..150}; do ./setkeeper status && break; sleep 1; done";
    return commands.stream()
        .filter(command -> !command.equals(VERIFY))
        .map(command -> command.equals(UP) ? up : command)
        .collect(Collectors.joining("\n", start, "\nwait\n"));
  }
}
