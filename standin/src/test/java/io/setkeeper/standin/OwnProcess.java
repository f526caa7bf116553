package io.setkeeper.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stand-in in a JVM of its own: for what is a matter of the whole process. */
final class OwnProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private OwnProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a member of rs0 on that address; the log is beside the data. */
  static OwnProcess start(String ip, Path dbpath, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path", ""),
            "--sun-misc-unsafe-memory-access=allow",
            StandIn.class.getName(),
            "--replSet",
            "rs0",
            "--dbpath",
            dbpath.toString(),
            "--bind_ip",
            ip));
    Path log = dbpath.resolveSibling(dbpath.getFileName() + ".log");
    return new OwnProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** What it has said. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  boolean runs() {
    return process.isAlive();
  }

  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it has not ended within 90 s");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
