package io.setkeeper.core.model;

import java.util.List;
import java.util.Optional;

/** What a pod's mongod answered. That it did not answer is an answer of its own. */
public sealed interface Mongod {
  /**
   * Nothing is known: no rule may treat it as empty, dead or gone.
   *
   * @param why what happened when it was asked
   * @param refused its address refused the connection: the process is not there, but what its
   *     volume holds remains unknown
   */
  record Unknown(String why, boolean refused) implements Mongod {}

  /**
   * It runs, and replSetGetStatus answers 94 NotYetInitialized.
   *
   * @param empty {@code local.system.replset} has nothing and there is no database but admin,
   *     config and local. hello alone does not tell an empty member from a removed one.
   * @param setName of its {@code --replSet}; empty where it does not say
   */
  record Uninitiated(boolean empty, Optional<String> setName) implements Mongod {}

  /** It has a config in which it is no member (REMOVED, 93 InvalidReplicaSetConfig). */
  record Removed(Optional<String> replicaSetId) implements Mongod {}

  /**
   * It is a member of a set.
   *
   * @param selfId its own {@code _id}
   * @param writable hello's {@code isWritablePrimary}
   * @param term the election term it knows
   * @param committed whether its config is committed; a member that is no primary can't tell: false
   * @param peers how it sees every member, itself included
   */
  record InSet(
      int selfId,
      MemberState state,
      boolean writable,
      long term,
      ReplicaSetConfig config,
      boolean committed,
      List<PeerView> peers)
      implements Mongod {

    public InSet {
      peers = List.copyOf(peers);
    }

    /** How it sees a member; empty for one that its status does not list. */
    public Optional<PeerView> peer(int id) {
      return peers.stream().filter(p -> p.id() == id).findFirst();
    }

    /** The member that it takes for the primary. */
    public Optional<Member> primary() {
      return peers.stream()
          .filter(p -> p.healthy() && p.state() == MemberState.PRIMARY)
          .findFirst()
          .flatMap(p -> config.member(p.id()));
    }
  }
}
