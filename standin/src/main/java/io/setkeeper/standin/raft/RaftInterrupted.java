package io.setkeeper.standin.raft;

import org.jspecify.annotations.Nullable;

/** This member does not lead, or stopped to before an entry was known to be committed. */
public final class RaftInterrupted extends RuntimeException {
  /** Refused before anything was appended. */
  public RaftInterrupted(String why) {
    super(why);
  }

  RaftInterrupted(@Nullable Throwable cause) {
    super(cause == null ? "interrupted" : String.valueOf(cause.getMessage()), cause);
  }
}
