package io.setkeeper.standin.replset;

import java.time.Instant;

/** How far a member has come: what it applied and what is safe on its disk, with wall times. */
public record Position(OpTime applied, Instant appliedWall, OpTime durable, Instant durableWall) {

  /** Of a member that has nothing, or of which nothing is known. */
  public static final Position NONE =
      new Position(OpTime.NONE, Instant.EPOCH, OpTime.NONE, Instant.EPOCH);
}
