package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.NOT_WRITABLE_PRIMARY;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Optional;

/**
 * What a member answers, from what it knows. Replies have {@code ok} and no {@code $clusterTime}.
 */
public final class Replies {
  /** Before a config was received. */
  public static final Refusal NOT_YET_INITIALIZED =
      new Refusal(MongoError.NOT_YET_INITIALIZED, "no replset config has been received");

  /** Of a member that the config no longer names. */
  public static final Refusal NOT_A_MEMBER =
      new Refusal(
          MongoError.INVALID_REPLICA_SET_CONFIG,
          "Our replica set config is invalid or we are not a member of it");

  /** What a removed member answers to a heartbeat, and so what others see of it. */
  public static final String REMOVED_HEARTBEAT_MESSAGE =
      "Our replica set configuration is invalid or does not include us";

  private Replies() {}

  /** hello: {@code isWritablePrimary}. */
  public static Document hello(ReplicaSetState state, Instant now, int connectionId) {
    return Hello.of(state, now, connectionId, "isWritablePrimary");
  }

  /** isMaster and its spellings: the same with {@code ismaster}. */
  public static Document isMaster(ReplicaSetState state, Instant now, int connectionId) {
    return Hello.of(state, now, connectionId, "ismaster");
  }

  /** replSetGetStatus, or its refusal. */
  public static Document status(ReplicaSetState state, Instant now) {
    return switch (state) {
      case ReplicaSetState.Uninitiated _ -> NOT_YET_INITIALIZED.toDocument();
      case ReplicaSetState.Removed _ -> NOT_A_MEMBER.toDocument();
      case ReplicaSetState.Member member -> Status.of(member, now);
    };
  }

  /**
   * replSetGetConfig, or its refusal.
   *
   * @param commitmentStatus whether the command asks for it; only a primary answers that
   */
  public static Document config(ReplicaSetState state, boolean commitmentStatus) {
    return switch (state) {
      case ReplicaSetState.Uninitiated _ -> NOT_YET_INITIALIZED.toDocument();
      case ReplicaSetState.Removed removed ->
          commitmentStatus ? noCommitmentStatus(state) : config(removed.config(), Optional.empty());
      case ReplicaSetState.Member member when !commitmentStatus ->
          config(member.config(), Optional.empty());
      case ReplicaSetState.Member member ->
          member.role().writable()
              ? config(member.config(), Optional.of(member.configCommitted()))
              : noCommitmentStatus(state);
    };
  }

  private static Document config(ReplicaSetConfig config, Optional<Boolean> committed) {
    Document reply = new Document("config", config.toDocument());
    committed.ifPresent(value -> reply.append("commitmentStatus", value));
    return ok(reply);
  }

  private static Document noCommitmentStatus(ReplicaSetState state) {
    return notPrimary(
        state.node(),
        new Refusal(NOT_WRITABLE_PRIMARY, "commitmentStatus is only supported on primary."));
  }

  /** The reply of replSetInitiate without a config: which default was taken. */
  public static Document initiatedWithDefault(String host) {
    return ok(
        new Document(
                "info2", "no configuration specified. Using a default configuration for the set")
            .append("me", host));
  }

  /** A refusal that tells a client to look for the primary: with {@code topologyVersion}. */
  public static Document notPrimary(Node node, Refusal refusal) {
    return new Document("topologyVersion", node.topologyVersion()).appendAll(refusal.toDocument());
  }

  /** The refusal as a reply; errors that mean a change of primary carry topologyVersion. */
  public static Document refused(ReplicaSetState state, Refusal refusal) {
    return switch (refusal.error()) {
      case NOT_WRITABLE_PRIMARY,
          NOT_PRIMARY_NO_SECONDARY_OK,
          NOT_PRIMARY_OR_SECONDARY,
          PRIMARY_STEPPED_DOWN,
          SHUTDOWN_IN_PROGRESS,
          INTERRUPTED_AT_SHUTDOWN,
          INTERRUPTED_DUE_TO_REPL_STATE_CHANGE ->
          notPrimary(state.node(), refusal);
      default -> refusal.toDocument();
    };
  }

  /** A bare success. */
  public static Document ok() {
    return ok(new Document());
  }

  /** The reply with its {@code ok}. */
  public static Document ok(Document reply) {
    return reply.append("ok", 1.0);
  }

  /**
   * Whether replies carry {@code $clusterTime} and {@code operationTime}: those of a primary and a
   * secondary do.
   */
  public static boolean hasClusterTime(ReplicaSetState state) {
    return state instanceof ReplicaSetState.Member member
        && (member.role().state() == MemberState.PRIMARY
            || member.role().state() == MemberState.SECONDARY);
  }

  /**
   * The reply with {@code $clusterTime} (unsigned: there are no keys) and {@code operationTime}.
   */
  public static Document withClusterTime(
      Document reply, BsonTimestamp clusterTime, BsonTimestamp operationTime) {
    Document signature = new Document("hash", new BinData(new byte[20])).append("keyId", 0L);
    return reply
        .append(
            "$clusterTime", new Document("clusterTime", clusterTime).append("signature", signature))
        .append("operationTime", operationTime);
  }
}
