package io.setkeeper.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real process that gets a real SIGTERM. */
class ShutdownTest {
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShutdownProgram.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  @Test
  void onSigtermItEndsWithExitCodeZero() throws Exception {
    Process process = start();
    BufferedReader said = process.inputReader();
    assertThat(said.readLine()).isEqualTo("runs");
    process.toHandle().destroy();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void whoStaysGoesOnAfterSigtermUntilItIsThrough() throws Exception {
    Process process = start("outlives");
    BufferedReader said = process.inputReader();
    assertThat(said.readLine()).isEqualTo("runs");
    process.toHandle().destroy();
    assertThat(said.readLine()).isEqualTo("stays");
    assertThat(process.isAlive()).isTrue();
    process.outputWriter().append('\n').close();
    assertThat(said.readLine()).isEqualTo("ends");
    assertThat(process.waitFor()).isZero();
  }
}
