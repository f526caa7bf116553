package io.setkeeper.cli.server;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.mongod.MongodProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A sandbox's running server, from outside.
 *
 * @param process its JVM
 */
public record ServerProcess(StateFolder state, ProcessHandle process) {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(100);
  private static final Duration STEP = Duration.ofMillis(20);

  /** What a failing server writes before its message, so that it is found in the log. */
  static final String FAILURE = "setkeeper: ";

  /** The server of a state folder, if one runs. What a crashed one left behind counts for none. */
  public static Optional<ServerProcess> find(StateFolder state) {
    return pid(state)
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(process -> isLocked(state.lock()))
        .map(process -> new ServerProcess(state, process));
  }

  /**
   * The server of a state folder.
   *
   * @throws Refusal where none runs
   */
  public static ServerProcess require(StateFolder state) {
    return find(state)
        .orElseThrow(
            () ->
                new Refusal(
                    "No sandbox is running in " + state.path(),
                    "Start it: setkeeper up; or name another one's folder: --state DIR"));
  }

  private static Optional<Long> pid(StateFolder state) {
    try {
      String digits = Files.readString(state.ready()).strip();
      return digits.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new Refusal(
          "No permission to read " + state.ready(), "Run it as the owner of that folder");
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isLocked(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken == null;
    } catch (OverlappingFileLockException ours) {
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @throws Refusal when it ends before, with its own words
   */
  public static ServerProcess start(StateFolder state, Dist dist, MongodProgram mongod) {
    prepare(state);
    Process shell = spawn(state, dist, mongod);
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (shell.isAlive() && System.nanoTime() < deadline) {
      // The shell becomes the server: it has the same pid.
      if (pid(state).filter(pid -> pid == shell.pid()).isPresent()) {
        return new ServerProcess(state, shell.toHandle());
      }
      await(shell);
    }
    boolean ended = !shell.isAlive();
    shell.destroyForcibly();
    throw new Refusal(
        ended
            ? failure(state)
            : "The sandbox's server did not start in %d s".formatted(START_PATIENCE.toSeconds()),
        "Its log: " + state.serverLog());
  }

  private static void prepare(StateFolder state) {
    try {
      Files.createDirectories(state.path());
      if (!Files.exists(state.lock()) && !isEmpty(state.path())) {
        throw new Refusal(
            "The folder %s holds files, and is no sandbox's".formatted(state.path()),
            "Name an empty or new one: --state DIR");
      }
      Files.deleteIfExists(state.ready());
      Files.writeString(state.serverLog(), "");
    } catch (FileSystemException e) {
      String why =
          switch (e) {
            case AccessDeniedException _ -> "no permission";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            default -> reason(e);
          };
      throw new Refusal(
          "Can't write to the sandbox's folder %s: %s".formatted(state.path(), why),
          "Make room there, or name another folder: --state DIR");
    } catch (IOException e) {
      throw new Refusal(
          "Can't write to the sandbox's folder %s: %s".formatted(state.path(), e.getMessage()),
          "Make room there, or name another folder: --state DIR");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }

  private static Process spawn(StateFolder state, Dist dist, MongodProgram mongod) {
    // A terminal's Ctrl-C and hang-up go to the whole process group; the server must outlive them.
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "trap '' HUP INT; exec \"$@\"", "setkeeper"));
    command.addAll(dist.command(Dist.Program.SERVER));
    command.addAll(
        List.of("serve", "--state", state.path().toString(), "--mongod", mongod.toString()));
    dist.training().ifPresent(folder -> command.addAll(List.of("--train", folder.toString())));
    try {
      return new ProcessBuilder(command)
          .directory(state.path().toFile())
          .redirectErrorStream(true)
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(ProcessBuilder.Redirect.appendTo(state.serverLog().toFile()))
          .start();
    } catch (IOException e) {
      throw new Refusal(
          "The sandbox's server can't be started: " + e.getMessage(),
          "Check the JDK: " + Dist.java());
    }
  }

  private static void await(Process process) {
    try {
      boolean ended = process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The server's own words, which its last line begins with {@link #FAILURE}. */
  private static String failure(StateFolder state) {
    try {
      List<String> lines = Files.readAllLines(state.serverLog());
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).startsWith(FAILURE)) {
          return String.join("\n", lines.subList(i, lines.size())).substring(FAILURE.length());
        }
      }
    } catch (IOException unreadable) {
      return "The sandbox's server ended at once";
    }
    return "The sandbox's server ended at once";
  }

  /** Ends the server and, through it, every pod; what is on disk stays. */
  public void stop() {
    process.destroy();
    try {
      process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Refusal(
          "The sandbox's server (process %d) does not end".formatted(process.pid()),
          "Look at %s, and end it: kill -9 %d".formatted(state.serverLog(), process.pid()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
