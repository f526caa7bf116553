package io.setkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.sandbox.Sandbox;
import io.setkeeper.sandbox.SandboxSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void anUnknownVerbIsNamed() {
    assertThat(run("upp")).isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains("no verb 'upp'").contains("setkeeper --help");
  }

  @Test
  void anUnknownOptionPointsToTheVerbsHelp() {
    assertThat(run("status", "--colour")).isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains("--colour").contains("setkeeper status --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "explain", "uri", "kubeconfig", "down"})
  void aVerbThatNeedsASandboxSaysThatNoneRuns(String verb) {
    assertThat(run(verb, "--state", folder.toString())).isEqualTo(ExitCode.WRONG);
    assertThat(err.toString())
        .contains("No sandbox is running in " + folder)
        .doesNotContain("\tat ");
  }

  @Test
  void aSandboxAndAClusterAtOnceAreRefused() {
    assertThat(run("explain", "--state", folder.toString(), "--context", "prod"))
        .isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains("--state names a sandbox, and --context");
  }

  @Test
  void aKubeconfigThatIsNotThereIsNamed() {
    String file = folder.resolve("gone").toString();
    assertThat(run("explain", "--kubeconfig", file)).isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains(file + " does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12 s", "-1", "5x", "99h"})
  void aTimeoutThatIsNoTimeIsRefused(String time) {
    assertThat(run("up", "--state", folder.toString(), "--timeout", time))
        .isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains("--timeout");
  }

  @Test
  void theHelpListsTheVerbsOfAUserOnly() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("up", "status", "scale", "delete", "logs", "uri", "kubeconfig", "down")
        .doesNotContain("serve", "train");
  }

  @Test
  void everyVerbHasAHelp() {
    for (String verb :
        new String[] {
          "up",
          "status",
          "explain",
          "modernize",
          "simulate",
          "scale",
          "delete",
          "logs",
          "uri",
          "kubeconfig",
          "down"
        }) {
      assertThat(run(verb, "--help")).as(verb).isZero();
    }
    assertThat(out.toString()).contains("--timeout", "--watch", "--replicas", "--volumes");
  }

  @Test
  void moreReplicasThanASetMayHaveMembersAreRefused() {
    assertThat(run("scale", "statefulset/mongo", "--replicas=9999", "--state", folder.toString()))
        .isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).contains("--replicas=9999").contains("50");
  }

  @Test
  void aFolderNamedVolumesMakesNoSandbox() throws Exception {
    Path data = Files.createDirectories(folder.resolve("volumes")).resolve("data.txt");
    Files.writeString(data, "mine");

    assertThat(run("down", "--volumes", "--state", folder.toString())).isEqualTo(ExitCode.WRONG);
    assertThat(data).exists();
  }

  @Test
  void aFolderWithOtherFilesIsNoState() throws Exception {
    Files.writeString(folder.resolve("letter.txt"), "Dear");
    int code = run("down", "--volumes", "--state", folder.toString());

    assertThat(code).isEqualTo(ExitCode.WRONG);
    assertThat(folder.resolve("letter.txt")).exists();
  }

  /** It logs to where it was called, so there is no server.log. */
  @Test
  void whatServeBeganCanBeDeletedToo() throws Exception {
    Path state = folder.resolve("state");
    Sandbox.start(new SandboxSettings(state, List.of())).close();

    assertThat(run("down", "--volumes", "--state", state.toString())).isEqualTo(ExitCode.OK);
    assertThat(state).doesNotExist();
  }
}
