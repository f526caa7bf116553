package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * The member's own position and what it knows of the set's.
 *
 * @param own what this member applied and holds on disk
 * @param committed the newest write that a majority holds
 * @param committedWall its wall time
 * @param majorityRead what majority reads see; empty before there is such a snapshot (a member that
 *     has just begun, the moments after a forced reconfig)
 * @param stable the timestamp that a restart would recover to
 */
public record Progress(
    Position own,
    OpTime committed,
    Instant committedWall,
    Optional<OpTime> majorityRead,
    BsonTimestamp stable) {

  /** Of a member that has nothing yet. */
  public static final Progress NONE =
      new Progress(
          Position.NONE, OpTime.NONE, Instant.EPOCH, Optional.empty(), new BsonTimestamp(0L));
}
