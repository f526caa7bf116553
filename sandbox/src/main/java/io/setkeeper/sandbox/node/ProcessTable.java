package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of containers, on file: if the server dies, its successor ends them. A process is
 * known by its id and the time of its start, as ids are used again.
 */
final class ProcessTable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessTable.class);

  /**
   * The system tells a start time only relative to the boot's, which a clock may shift a little.
   */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path folder;

  ProcessTable(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void add(ProcessHandle process) throws IOException {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(file(process.pid()), start.toString());
  }

  void remove(long pid) {
    try {
      Files.deleteIfExists(file(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(long pid) {
    return folder.resolve(Long.toString(pid));
  }

  /**
   * Ends what a server that died left behind.
   *
   * @param grace between SIGTERM and SIGKILL, for all together
   * @return how many there were
   */
  int endLeftovers(Duration grace) throws IOException {
    List<Long> recorded;
    try (Stream<Path> files = Files.list(folder)) {
      recorded = files.map(f -> Long.valueOf(f.getFileName().toString())).toList();
    }
    List<ProcessHandle> left = new ArrayList<>();
    for (long pid : recorded) {
      Optional<ProcessHandle> handle = ProcessHandle.of(pid);
      if (handle.isPresent() && isThat(handle.get(), Files.readString(file(pid)))) {
        left.add(handle.get());
      }
    }
    left.forEach(ProcessHandle::destroy);
    awaitEnd(left, grace);
    for (long pid : recorded) {
      // Also the group of one that is gone already: it may have left children.
      boolean reused = ProcessHandle.of(pid).filter(p -> !left.contains(p)).isPresent();
      if (!reused) {
        ProcessGroups.kill(pid);
      }
      remove(pid);
    }
    awaitEnd(left, grace);
    if (!left.isEmpty()) {
      LOG.info("ended {} processes that an earlier server left behind", left.size());
    }
    return left.size();
  }

  private static boolean isThat(ProcessHandle process, String start) {
    Instant now = process.info().startInstant().orElse(Instant.MAX);
    return Duration.between(Instant.parse(start.strip()), now).abs().compareTo(TOLERANCE) <= 0;
  }

  private static void awaitEnd(List<ProcessHandle> processes, Duration patience) {
    var all = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(all).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("some processes take longer to end than {} s", patience.toSeconds());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
