package io.setkeeper.core.model;

import java.time.Duration;
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
   * @param contents what its volume holds; hello alone does not tell an empty member from a removed
   *     one
   * @param setName of its {@code --replSet}; empty where it does not say
   */
  record Uninitiated(Contents contents, Optional<String> setName) implements Mongod {
    /** One that let its volume be looked at. */
    public Uninitiated(boolean empty, Optional<String> setName) {
      this(empty ? Contents.NOTHING : Contents.DATA, setName);
    }

    /** Whether its volume is known to hold nothing. */
    public boolean empty() {
      return contents == Contents.NOTHING;
    }
  }

  /** What the volume of a mongod without a config holds. */
  enum Contents {
    /** No database but admin, config and local, and no config. */
    NOTHING,
    /** Databases of its own. */
    DATA,
    /**
     * It has no user, so it lets nobody look: databases that were written without a login, or none.
     */
    UNSEEN
  }

  /**
   * It has a config in which it is no member (REMOVED, 93 InvalidReplicaSetConfig): it was removed,
   * or its address is none of the config's.
   *
   * @param config the one it holds, from {@code local.system.replset}; empty when it can't be read
   * @param written the last entry of its oplog; {@link OpTime#NONE} when it can't be read
   */
  record Removed(Optional<ReplicaSetConfig> config, OpTime written) implements Mongod {
    /** The set that it belongs or belonged to. */
    public Optional<String> replicaSetId() {
      return config.flatMap(ReplicaSetConfig::replicaSetId);
    }
  }

  /**
   * It is a member of a set.
   *
   * @param selfId its own {@code _id}
   * @param writable hello's {@code isWritablePrimary}
   * @param term the election term it knows
   * @param committed whether its config is committed; a member that is no primary can't tell: false
   * @param peers how it sees every member, itself included
   * @param heartbeatInterval the config's {@code settings.heartbeatIntervalMillis}, 2 s by default
   * @param writeConcernSet whether {@code setDefaultRWConcern} has set a cluster-wide write concern
   *     ({@code defaultWriteConcernSource: "global"}); false where that is not known
   */
  record InSet(
      int selfId,
      MemberState state,
      boolean writable,
      long term,
      ReplicaSetConfig config,
      boolean committed,
      List<PeerView> peers,
      Duration heartbeatInterval,
      boolean writeConcernSet)
      implements Mongod {

    /** MongoDB's default of {@code heartbeatIntervalMillis}. */
    public static final Duration DEFAULT_HEARTBEAT_INTERVAL = Duration.ofSeconds(2);

    public InSet {
      peers = List.copyOf(peers);
    }

    /** How it sees a member; empty for one that its status does not list. */
    public Optional<PeerView> peer(int id) {
      return peers.stream().filter(p -> p.id() == id).findFirst();
    }

    /** The last operation that it has applied itself. */
    public OpTime applied() {
      return peer(selfId).map(PeerView::applied).orElse(OpTime.NONE);
    }

    /** Its own entry in its config; empty only while config and status disagree. */
    public Optional<Member> self() {
      return config.member(selfId);
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
