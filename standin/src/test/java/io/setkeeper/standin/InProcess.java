package io.setkeeper.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A stand-in within this JVM: as many as a test likes start in no time. */
public final class InProcess implements AutoCloseable {
  private final StandIn running;

  private InProcess(StandIn running) {
    this.running = running;
  }

  /** Starts a member of rs0 on that address, with mongod's own port. */
  public static InProcess start(String address, Path dbpath) throws IOException {
    try {
      return new InProcess(
          StandIn.start(
              List.of("--replSet", "rs0", "--bind_ip", address, "--dbpath", dbpath.toString())));
    } catch (StandIn.CannotStart e) {
      throw new IOException(e);
    }
  }

  /** Ends without handing anything over, as near to kill -9 as one JVM allows. */
  @Override
  public void close() {
    running.close();
  }
}
