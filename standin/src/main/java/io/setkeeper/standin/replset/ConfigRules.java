package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.ALREADY_INITIALIZED;
import static io.setkeeper.standin.replset.MongoError.CURRENT_CONFIG_NOT_COMMITTED_YET;
import static io.setkeeper.standin.replset.MongoError.INVALID_REPLICA_SET_CONFIG;
import static io.setkeeper.standin.replset.MongoError.NODE_NOT_FOUND;
import static io.setkeeper.standin.replset.MongoError.NOT_WRITABLE_PRIMARY;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which configs mongod 5.0 accepts, which it refuses and in what words. What takes time or the
 * network stays with the caller: for replSetInitiate the answers of the other members ({@link
 * #quorum}), for replSetReconfig the two waits for commitment ({@link #notCommitted}).
 */
public final class ConfigRules {
  private static final String NEW_CONFIG_IS_REJECTED = "New config is rejected";

  private ConfigRules() {}

  /**
   * What replSetInitiate makes of its config. An accepted one has version and term as mongod sets
   * them (term 0); then the other members are to be asked.
   */
  public static ConfigVerdict initiate(ReplicaSetState state, InitiateRequest request) {
    return switch (state) {
      case ReplicaSetState.Member _, ReplicaSetState.Removed _ ->
          refused(ALREADY_INITIALIZED, "already initialized");
      case ReplicaSetState.Uninitiated(Node node) -> initiate(node, request);
    };
  }

  private static ConfigVerdict initiate(Node node, InitiateRequest request) {
    try {
      Document given = InitialConfig.complete(node.setName(), request);
      ReplicaSetConfig parsed = ConfigParser.parse(given, ConfigParser.Source.COMMAND);
      ReplicaSetConfig config = InitialConfig.check(parsed, node.setName(), request);
      return new ConfigVerdict.Accepted(config);
    } catch (InvalidConfigException e) {
      return new ConfigVerdict.Refused(e.refusal());
    }
  }

  /**
   * Whether the other members of a first config answered as they must.
   *
   * @param failures why each that did not is no good, by "name:port", in the config's order
   */
  public static Optional<Refusal> quorum(Map<String, String> failures) {
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    String reasons =
        failures.entrySet().stream()
            .map(failure -> failure.getKey() + " failed with " + failure.getValue())
            .collect(Collectors.joining(", "));
    return Optional.of(
        new Refusal(
            NODE_NOT_FOUND,
            "replSetInitiate quorum check failed because not all proposed set members responded"
                + " affirmatively: "
                + reasons));
  }

  /**
   * Whether replSetReconfig may be asked of this member at all. To be asked first, before waiting
   * for the current config to be committed.
   */
  public static Optional<Refusal> mayReconfigure(ReplicaSetState state, boolean force) {
    return switch (state) {
      case ReplicaSetState.Uninitiated _ -> Optional.of(Replies.NOT_YET_INITIALIZED);
      case ReplicaSetState.Removed _ ->
          Optional.of(
              force
                  ? new Refusal(
                      INVALID_REPLICA_SET_CONFIG,
                      "Our replica set config is invalid or we are not a member of it")
                  : notPrimary(MemberState.REMOVED));
      case ReplicaSetState.Member member ->
          force || member.role().writable()
              ? Optional.empty()
              : Optional.of(notPrimary(member.role().state()));
    };
  }

  private static Refusal notPrimary(MemberState state) {
    return new Refusal(
            NOT_WRITABLE_PRIMARY,
            "replSetReconfig should only be run on a writable PRIMARY. Current state "
                + state.text()
                + ";")
        .during(NEW_CONFIG_IS_REJECTED);
  }

  /**
   * What a reconfig answers whose {@code maxTimeMS} ended before the current config was committed.
   */
  public static Refusal notCommitted(ReplicaSetConfig current) {
    return new Refusal(
            CURRENT_CONFIG_NOT_COMMITTED_YET,
            "Cannot run replSetReconfig because the current config: "
                + current.version()
                + " is not majority committed.")
        .during(NEW_CONFIG_IS_REJECTED);
  }

  /**
   * What replSetReconfig makes of its config, once the current one is committed (a forced one does
   * not wait for that). An accepted config has the term and version that it is to be installed
   * with, and its new voters are marked as newly added.
   */
  public static ConfigVerdict reconfigure(ReplicaSetState.Member state, ReconfigRequest request) {
    Optional<Refusal> notHere = mayReconfigure(state, request.force());
    if (notHere.isPresent()) {
      return new ConfigVerdict.Refused(notHere.get());
    }
    try {
      return new ConfigVerdict.Accepted(NextConfig.of(state, request));
    } catch (InvalidConfigException e) {
      return new ConfigVerdict.Refused(e.refusal());
    }
  }

  /** The {@code _id}s of members that are newly added and may be given their vote now. */
  public static List<Integer> dueForTheirVote(ReplicaSetState.Member state) {
    return state.config().members().stream()
        .filter(MemberConfig::newlyAdded)
        .map(MemberConfig::id)
        .filter(id -> state.peer(id).state() == MemberState.SECONDARY)
        .toList();
  }

  private static ConfigVerdict refused(MongoError error, String errmsg) {
    return new ConfigVerdict.Refused(new Refusal(error, errmsg));
  }
}
