package io.setkeeper.cli.server;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.mongod.MongodMemory;
import io.setkeeper.cli.mongod.MongodProgram;
import io.setkeeper.door.Doors;
import io.setkeeper.sandbox.Sandbox;
import io.setkeeper.sandbox.SandboxException;
import io.setkeeper.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/** What the server process runs: the sandbox and its members' doors, until SIGTERM. */
public final class SandboxServer {
  /** Where the search for free ports begins; MongoDB's own port plus 100. */
  private static final int FIRST_DOOR = 27_117;

  private SandboxServer() {}

  /**
   * Runs until the process is told to end; the end waits for all to be closed.
   *
   * @return the process's exit code
   */
  public static int run(StateFolder state, Dist dist, MongodProgram mongod)
      throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(told, ended), "end"));
    try (Sandbox sandbox =
            Sandbox.start(new SandboxSettings(state.path(), Images.of(dist, mongod)));
        Doors doors = new Doors(FIRST_DOOR, DoorFile.read(state.doors()));
        DoorKeeper _ = DoorKeeper.start(sandbox.store(), doors, state.doors())) {
      MongodMemory.write(state, mongod);
      sayReady(state.ready());
      told.await();
      Files.deleteIfExists(state.ready());
    } catch (SandboxException e) {
      throw new Refusal(
          "The sandbox can't start: " + e.getMessage(), "Its log: " + state.serverLog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended.countDown();
    }
    return ExitCode.OK;
  }

  private static void endAndWait(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sayReady(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, ProcessHandle.current().pid() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
