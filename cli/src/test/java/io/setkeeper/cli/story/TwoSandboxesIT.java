package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sandboxes side by side, of manifests that lie elsewhere. */
class TwoSandboxesIT {
  @TempDir private Path folder = Path.of("");

  /** The recipe's files with one replica, in a folder of their own. */
  private Path manifests() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("my manifests"));
    try (Stream<Path> files = Files.list(Path.of("../examples/mongo"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replaceAll("(?m)^  replicas: 3$", "  replicas: 1");
        Files.writeString(copy.resolve(file.getFileName()), text);
      }
    }
    return copy;
  }

  @Test
  void oneIsNotDisturbedByTheEndOfTheOther() throws IOException {
    Command one = new Command(folder, folder.resolve("one"));
    Command two = new Command(folder, folder.resolve("two"));
    String files = manifests().toString();
    try {
      one.ok("up", "--detach", "--mongod", "standin", "-f", files, "--timeout", "180");
      two.ok("up", "--detach", "--mongod", "standin", "-f", files, "--timeout", "180");
      assertThat(one.ok("uri")).isNotEqualTo(two.ok("uri"));
      one.ok("down", "--volumes");

      assertThat(folder.resolve("one")).doesNotExist();
      assertThat(two.status().path("healthy").asBoolean()).isTrue();
    } finally {
      one.run("down", "--volumes");
      two.run("down", "--volumes");
    }
  }

  @Test
  void ctrlCEndsASandboxInTheForegroundAndKeepsItsData() throws Exception {
    Command setkeeper = new Command(folder, folder.resolve("front"));
    Process process =
        heedingCtrlC(
                setkeeper.builder(
                    "up", "--mongod", "standin", "-f", manifests().toString(), "--timeout", "180"))
            .start();
    StringBuilder said = new StringBuilder();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.contains("Ctrl-C")) {
          interrupt(process.pid());
        }
      }
    }

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("its data stays in");
    assertThat(setkeeper.run("status").code()).isEqualTo(2);
    assertThat(folder.resolve("front/volumes")).isNotEmptyDirectory();
  }

  /** As on a terminal, also where this test runs in a shell's background, which ignores SIGINT. */
  private static ProcessBuilder heedingCtrlC(ProcessBuilder builder) {
    builder.command().addAll(0, List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV"));
    return builder;
  }

  private static void interrupt(long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor()).isZero();
  }
}
