package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import java.util.List;
import java.util.Optional;

/** What a process knows of its replica set at one moment: all that {@link Replies} need. */
public sealed interface ReplicaSetState {

  /** The process itself. */
  Node node();

  /** No config was ever received. */
  record Uninitiated(Node node) implements ReplicaSetState {}

  /** A config is there, and this process is not in it. */
  record Removed(Node node, ReplicaSetConfig config) implements ReplicaSetState {}

  /**
   * A member of the set.
   *
   * @param config the config that it runs
   * @param selfId its own {@code _id} in it
   * @param role what it is in the set
   * @param term the election term that it knows
   * @param progress its and the set's place in the oplog
   * @param configCommitted whether a majority runs the config and the last write of the previous
   *     config's term is committed in it
   * @param peers the others, in any order; a member of the config that is not here was not heard of
   * @param elections what it remembers of elections
   */
  record Member(
      Node node,
      ReplicaSetConfig config,
      int selfId,
      Role role,
      long term,
      Progress progress,
      boolean configCommitted,
      List<PeerView> peers,
      Elections elections)
      implements ReplicaSetState {

    /** Its own place in the config. */
    public MemberConfig self() {
      return config.member(selfId).orElseThrow();
    }

    /** What is known of another member. */
    public PeerView peer(int memberId) {
      return peers.stream()
          .filter(p -> p.memberId() == memberId)
          .findFirst()
          .orElseGet(() -> PeerView.unheard(memberId));
    }
  }

  /**
   * What a member is.
   *
   * @param state its state
   * @param writable a primary that accepts writes; one that was just elected does not yet, and
   *     hello calls it secondary
   * @param primaryHost "name:port" of the primary that it knows, if any
   * @param electionTime when it was elected, if it is primary
   * @param syncSourceHost whom it copies from, or empty
   * @param infoMessage what it last said of its search for a sync source, or empty
   * @param initialSync how far its initial sync is, while in STARTUP2
   */
  record Role(
      MemberState state,
      boolean writable,
      Optional<String> primaryHost,
      Optional<BsonTimestamp> electionTime,
      String syncSourceHost,
      String infoMessage,
      Optional<InitialSync> initialSync) {

    /** A role without anything to say but the state and who is primary. */
    public static Role of(MemberState state, Optional<String> primaryHost) {
      return new Role(state, false, primaryHost, Optional.empty(), "", "", Optional.empty());
    }
  }
}
