package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * Another member as its heartbeats show it.
 *
 * @param memberId its {@code _id} in the config
 * @param health what the heartbeats say
 * @param state its state; {@link MemberState#DOWN} where it can't be reached, {@link
 *     MemberState#UNKNOWN} before the first answer
 * @param upSince since when heartbeats reach it without a break; {@link Instant#EPOCH} when down
 * @param position its optimes ({@link Position#NONE} when down or unknown; mongod keeps the wall
 *     times of a member that went down)
 * @param lastHeartbeat when it last answered one of ours, EPOCH if never
 * @param lastHeartbeatReceived when we last got one of its, EPOCH if never
 * @param pingMillis the round trip, smoothed
 * @param lastHeartbeatMessage why the last heartbeat failed, or empty
 * @param syncSourceHost whom it copies from, or empty
 * @param configVersion its config's version; -2 when it has none yet, -1 when unknown
 * @param configTerm its config's term; -1 when it has none or unknown
 * @param electionTime when it was elected, if it is primary
 */
public record PeerView(
    int memberId,
    Health health,
    MemberState state,
    Instant upSince,
    Position position,
    Instant lastHeartbeat,
    Instant lastHeartbeatReceived,
    long pingMillis,
    String lastHeartbeatMessage,
    String syncSourceHost,
    int configVersion,
    long configTerm,
    Optional<BsonTimestamp> electionTime) {

  /** What heartbeats say of a member. */
  public enum Health {
    /** No heartbeat was answered or failed yet. */
    UNKNOWN(-1.0),
    DOWN(0.0),
    UP(1.0);

    private final double number;

    Health(double number) {
      this.number = number;
    }

    double number() {
      return number;
    }
  }

  /** A member that was just added to the config: nothing was heard yet. */
  public static PeerView unheard(int memberId) {
    return new PeerView(
        memberId,
        Health.UNKNOWN,
        MemberState.UNKNOWN,
        Instant.EPOCH,
        Position.NONE,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        "",
        "",
        -1,
        -1,
        Optional.empty());
  }
}
