package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container's process, from its start to the end of all that it started. */
final class ContainerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerProcess.class);
  private static final int CHUNK = 16 * 1024;

  private final Process process;
  private final ProcessTable table;
  private final Thread pump;

  private ContainerProcess(Process process, ProcessTable table, Thread pump) {
    this.process = process;
    this.table = table;
    this.pump = pump;
  }

  /**
   * Starts it.
   *
   * @param folder where it runs
   * @param log takes what it prints
   * @throws IOException no such program, not executable, no space
   */
  static ContainerProcess start(Launch launch, Path folder, LogFile log, ProcessTable table)
      throws IOException {
    for (Path wanted : launch.folders()) {
      Files.createDirectories(wanted);
    }
    Programs.check(launch.command().getFirst());
    log.startAnew();
    ProcessBuilder builder =
        new ProcessBuilder(ProcessGroups.own(launch.command()))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    table.add(process.toHandle());
    process.getOutputStream().close();
    // No virtual thread: a read from a pipe holds its carrier, and there are as few as cores.
    Thread pump =
        Thread.ofPlatform().daemon().name("log-" + process.pid()).start(() -> copy(process, log));
    return new ContainerProcess(process, table, pump);
  }

  private static void copy(Process process, LogFile log) {
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        log.write(chunk, n);
      }
    } catch (IOException e) {
      LOG.warn("the log {} ends early: {}", log.file(), e.getMessage());
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Waits for its end, and ends what it left running.
   *
   * @return the exit code; 128 and the signal's number for one that a signal ended
   */
  int waitFor() throws InterruptedException {
    int exit = process.waitFor();
    ProcessGroups.kill(process.pid());
    pump.join(Duration.ofSeconds(5));
    table.remove(process.pid());
    return exit;
  }

  /** SIGTERM, and SIGKILL when the grace period is over. */
  void end(Duration grace) throws InterruptedException {
    // Not Process.destroy: it closes the pipe, and the last words are lost.
    process.toHandle().destroy();
    if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      ProcessGroups.kill(process.pid());
    }
  }
}
