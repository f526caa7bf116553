package io.setkeeper.standin.raft;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.raft.RaftSettings.Membership;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.store.LogEntry;
import io.setkeeper.standin.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.ReconfigurationInProgressException;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.storage.RaftStorage;

/** This member's part in the Raft group. */
public final class RaftNode implements AutoCloseable {
  /** What a member is in its group. */
  public enum Role {
    /** It decides what is in the log. */
    LEADER,
    /** It asks for votes. */
    CANDIDATE,
    /** It copies and votes. */
    FOLLOWER,
    /** It copies. */
    LISTENER,
    /** It is not in the group, or not yet, or no longer. */
    OUTSIDE
  }

  private static final int MOST_RECENT = 100;

  private final RaftServer server;
  private final RaftServer.Division division;
  private final RaftTransport.Appenders appenders;
  private final long committedAtStart;
  private final RaftRequests requests;
  private final Set<LogAppender> settled = Collections.newSetFromMap(new WeakHashMap<>());
  private final Map<RaftPeerId, String> addresses = new ConcurrentHashMap<>();

  private RaftNode(
      RaftServer server, RaftGroupId group, RaftTransport.Appenders appenders, long committedBefore)
      throws IOException {
    this.server = server;
    this.requests = new RaftRequests(server, group);
    this.division = server.getDivision(group);
    this.appenders = appenders;
    division.getRaftLog().updateCommitIndex(committedBefore, term(), false);
    this.committedAtStart = division.getRaftLog().getLastCommittedIndex();
    followMoves(division.getRaftConf());
  }

  /**
   * Begins, or goes on where the disk left off.
   *
   * @param changed called after whatever can be seen from outside, on Raft's threads: must not
   *     block
   * @throws IOException when the disk or the port can't be used
   */
  public static RaftNode start(RaftSettings settings, Store store, Runnable changed)
      throws IOException {
    var group = RaftGroupId.valueOf(settings.group());
    var appenders = new RaftTransport.Appenders();
    var data = new DataStateMachine(store, changed);
    var server =
        RaftServer.newBuilder()
            .setServerId(RaftPeerId.valueOf(settings.self()))
            .setGroup(
                RaftGroup.valueOf(
                    group, RaftRequests.peers(settings.founders(), RaftPeerRole.FOLLOWER)))
            .setOption(RaftStorage.StartupOption.RECOVER)
            .setStateMachine(data)
            .setProperties(RaftRules.properties(settings))
            .setParameters(RaftTransport.parameters(appenders))
            .build();
    try {
      server.start();
      return new RaftNode(server, group, appenders, data.committedBefore());
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Appends an entry; answered when a majority has it on disk and it is applied here. Fails with a
   * {@link RaftInterrupted} when this member does not lead, or no longer.
   */
  public CompletableFuture<Document> submit(LogEntry entry) {
    return requests.submit(entry);
  }

  /**
   * Makes this the group's membership: by joint consensus, so that every step needs a majority of
   * the old one and of the new one. Newcomers are caught up first.
   */
  public CompletableFuture<RaftClientReply> setMembership(Membership membership) {
    return requests.setMembership(membership);
  }

  /** Whether a change of the group was refused because another one is not over. */
  public static boolean isRefusedForAnother(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ReconfigurationInProgressException) {
        return true;
      }
    }
    return false;
  }

  /** Who is in the group, as far as this member's log knows. */
  public Membership membership() {
    var conf = division.getRaftConf();
    return new Membership(
        fromRatis(conf.getCurrentPeers(RaftPeerRole.FOLLOWER)),
        fromRatis(conf.getCurrentPeers(RaftPeerRole.LISTENER)));
  }

  /**
   * Whether it is becoming another one: until that is committed a majority of the former voters is
   * needed, too, though {@link #membership} does not name them any more.
   */
  public boolean isRegrouping() {
    return !division.getRaftConf().getPreviousPeers(RaftPeerRole.FOLLOWER).isEmpty();
  }

  private static List<Peer> fromRatis(Collection<RaftPeer> peers) {
    return peers.stream()
        .map(peer -> new Peer(peer.getId().toString(), peer.getAddress(), peer.getPriority()))
        .toList();
  }

  /** This member's id in the group. */
  public String self() {
    return server.getId().toString();
  }

  /** What this member is now. */
  public Role role() {
    if (!division.getInfo().isAlive()) {
      return Role.OUTSIDE;
    }
    var conf = division.getRaftConf();
    if (conf.getPeer(server.getId(), RaftPeerRole.LISTENER) != null) {
      return Role.LISTENER; // Ratis may call it a follower until it learns better
    }
    if (conf.getPeer(server.getId(), RaftPeerRole.FOLLOWER) == null) {
      return Role.OUTSIDE;
    }
    return switch (division.getInfo().getCurrentRole()) {
      case LEADER -> Role.LEADER;
      case CANDIDATE -> Role.CANDIDATE;
      case LISTENER -> Role.LISTENER;
      default -> Role.FOLLOWER;
    };
  }

  /** Whether this member leads and has applied all that was committed before. */
  public boolean leads() {
    return division.getInfo().isAlive() && division.getInfo().isLeaderReady();
  }

  /** Whether this member's part was ended: it was removed from the group. */
  public boolean isClosed() {
    return !division.getInfo().isAlive();
  }

  /** The term. */
  public long term() {
    return division.getInfo().getCurrentTerm();
  }

  /** The id of the leader that this member follows or is. */
  public Optional<String> leader() {
    return Optional.ofNullable(division.getInfo().getLeaderId()).map(RaftPeerId::toString);
  }

  /** How long ago the leader was heard of; empty where there is no way to say. */
  public Optional<Duration> sinceLeader() {
    var role = division.getInfo().getRoleInfoProto();
    return role.hasFollowerInfo()
        ? Optional.of(
            Duration.ofMillis(role.getFollowerInfo().getLeaderInfo().getLastRpcElapsedTimeMs()))
        : Optional.empty();
  }

  /** The log's last entry's index, committed or not; -1 when there is none. */
  public long lastIndex() {
    return LogTail.lastIndex(division.getRaftLog());
  }

  /** Where its log ends, or the snapshot that it begins after. */
  public LogEnd logEnd() {
    var end = LogTail.end(division.getRaftLog());
    var snapshot = division.getStateMachine().getLatestSnapshot();
    return snapshot == null || snapshot.getIndex() < end.index()
        ? end
        : new LogEnd(snapshot.getTerm(), snapshot.getIndex());
  }

  /** Whether all is applied that the disk knew to be committed when this began. */
  public boolean isRecovered() {
    return appliedIndex() >= committedAtStart;
  }

  /** The entries that are in this member's log and not yet applied. */
  public List<LogTail.Placed> tail() {
    return LogTail.from(division.getRaftLog(), appliedIndex() + 1);
  }

  /** The last of them, at most 100. */
  public List<LogTail.Placed> recentTail() {
    return LogTail.from(
        division.getRaftLog(), Math.max(appliedIndex() + 1, lastIndex() - MOST_RECENT));
  }

  /** The last index known to be committed. */
  public long committedIndex() {
    return division.getRaftLog().getLastCommittedIndex();
  }

  /** The last applied index. */
  public long appliedIndex() {
    return division.getInfo().getLastAppliedIndex();
  }

  /** How far the log of each other peer matches this leader's; empty when this is no leader. */
  public Map<String, Long> matchIndexes() {
    var matches = new HashMap<String, Long>();
    for (var appender : appenders.running()) {
      matches.put(appender.getFollowerId().toString(), appender.getFollower().getMatchIndex());
    }
    return matches;
  }

  /** As a leader, tells all others what is committed, now. */
  public void announceCommit() {
    appenders.running().forEach(appender -> appender.triggerHeartbeat());
  }

  /**
   * Asks for votes now.
   *
   * @param force without asking first whether others would vote at all, and though there be a
   *     leader
   * @return false when this member is no follower
   */
  public boolean stand(boolean force) {
    synchronized (division) {
      if (!division.getInfo().isAlive() || !division.getInfo().isFollower()) {
        return false;
      }
      RatisInternals.stand(division, force);
      return true;
    }
  }

  /** Members are renamed: whoever has another address than before is spoken to there. */
  private void followMoves(RaftConfiguration conf) {
    for (var role : List.of(RaftPeerRole.FOLLOWER, RaftPeerRole.LISTENER)) {
      for (var peer : conf.getCurrentPeers(role)) {
        String before = addresses.put(peer.getId(), peer.getAddress());
        if (before != null && !before.equals(peer.getAddress())) {
          RatisInternals.moved(server, peer);
        }
      }
    }
  }

  /** Puts right what Ratis leaves undone when peers come and are promoted. */
  public void settle() {
    if (!division.getInfo().isAlive()) {
      return;
    }
    var conf = division.getRaftConf();
    followMoves(conf);
    for (var appender : appenders.running()) {
      boolean taken =
          conf.getPeer(appender.getFollowerId(), RaftPeerRole.FOLLOWER, RaftPeerRole.LISTENER)
              != null;
      if (taken && settled.add(appender)) {
        RatisInternals.caughtUp(appender.getFollower());
        appender.triggerHeartbeat();
      }
    }
    synchronized (division) {
      if (division.getInfo().isFollower() && role() == Role.LISTENER) {
        RatisInternals.listen(division);
      }
    }
  }

  /** Gives up the leadership, for nobody in particular. */
  public void stepDown() {
    requests.stepDown();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException _) {
      // what matters is on disk since it was acknowledged
    }
  }
}
