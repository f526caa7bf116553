package io.setkeeper.standin.member;

import io.setkeeper.standin.member.Dbpath.Saved;
import io.setkeeper.standin.raft.NewGroup;
import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.raft.RaftSettings;
import io.setkeeper.standin.replset.ConfigRules;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.store.LogEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member's part in its Raft group: begins and ends it as the config says, stands, leads. Only the
 * member's own thread changes it.
 */
final class Participation {
  private static final Logger LOG = LoggerFactory.getLogger(Participation.class);
  private static final String BY_ITSELF = "electionTimeout";

  private final Member member;
  private final View view;
  private final Standing standing = new Standing();
  private volatile Optional<RaftNode> raft = Optional.empty();
  private volatile Optional<Leadership> leadership = Optional.empty();
  private volatile String reason = BY_ITSELF;
  private volatile boolean upToDate;
  private Optional<UUID> group = Optional.empty();
  private Instant notBefore = Instant.EPOCH;
  private long announced = -1;

  Participation(Member member, View view) {
    this.member = member;
    this.view = view;
  }

  Optional<RaftNode> raft() {
    return raft;
  }

  /** Over as soon as Raft has another leader: the member's thread may look a moment later. */
  Optional<Leadership> leadership() {
    return leadership.filter(
        leads -> raft.filter(node -> node.leads() && node.term() == leads.term()).isPresent());
  }

  Standing standing() {
    return standing;
  }

  /** Whether it has had all that the primary had, since it began. */
  boolean isUpToDate() {
    return upToDate;
  }

  /** Why this member will stand, in mongod's word, when it does. */
  void standsFor(String why) {
    reason = why;
  }

  /** Does what follows from what is known now. */
  void look(Saved known, Instant now) {
    keepRaft(known, now);
    var self = member.self();
    if (raft.isEmpty() || self.isEmpty()) {
      leadership = Optional.empty();
      return;
    }
    var node = raft.get();
    node.settle();
    if (node.leads()) {
      lead(node, known.config(), now);
    } else {
      leadership = Optional.empty();
      if (standing.consider(node, known.config(), self.get(), now)) {
        reason = BY_ITSELF;
      }
    }
    if (!upToDate && (node.leads() || view.isCaughtUp(node))) {
      member.known().synchronised();
      upToDate = true;
    }
  }

  private void lead(RaftNode node, ReplicaSetConfig config, Instant now) {
    long term = node.term();
    if (leadership.filter(present -> present.term() == term).isEmpty()) {
      var seen = member.store().applied().opTime();
      leadership = Optional.of(new Leadership(node, term, config, reason, seen, member::wake));
    }
    var leads = leadership.get();
    if (leads.hasBegun()) {
      leads.regroup(config, view.knowledge(node), now);
      giveVotes(term);
    }
    announce(node);
  }

  /** Newly added members get their votes one by one, each by a reconfig of the primary's own. */
  private void giveVotes(long term) {
    if (member.state() instanceof ReplicaSetState.Member known && known.configCommitted()) {
      var due = ConfigRules.dueForTheirVote(known);
      if (!due.isEmpty()) {
        var next = known.config().withVoteOf(due.getFirst(), term);
        var _ = member.submit(new LogEntry.Config(Instant.now(), next.toStoredDocument()));
      }
    }
  }

  /** Tells followers of the last commit, unless more entries are on their way anyway. */
  private void announce(RaftNode node) {
    long index = node.appliedIndex();
    if (index != announced && node.lastIndex() <= index) {
      announced = index;
      node.announceCommit();
    }
  }

  private void keepRaft(Saved known, Instant now) {
    boolean elsewhere = group.filter(known.group().id()::equals).isEmpty();
    if (member.self().isEmpty() || elsewhere || raft.filter(RaftNode::isClosed).isPresent()) {
      end();
    }
    if (member.self().isPresent() && raft.isEmpty() && !now.isBefore(notBefore)) {
      begin(known, now);
    }
  }

  private void begin(Saved known, Instant now) {
    notBefore = now.plusSeconds(1);
    upToDate = false;
    try {
      raft = Optional.of(RaftNode.start(settings(known), member.store(), member::wake));
      group = Optional.of(known.group().id());
      member.heartbeats().tellAll();
    } catch (IOException e) {
      LOG.error("cannot take part in the Raft group", e);
    }
  }

  private RaftSettings settings(Saved known) {
    var setup = member.setup();
    return new RaftSettings(
        member.dbpath().log(known),
        setup.addresses().getFirst().getHostAddress(),
        setup.port() + HostPort.RAFT_OFFSET,
        member.dbpath().node(),
        known.group().id(),
        known.group().founders(),
        Duration.ofMillis(known.config().settings().electionTimeoutMillis()));
  }

  /**
   * Makes a config the set's without asking anybody, as replSetReconfig with {@code force} does
   * where the majority is lost: what this member has, committed or not, becomes the beginning of a
   * group of its own. Who was in the former one is invited when it comes back and the config names
   * it, and takes over what is here.
   *
   * @return false when this member takes no part now, or has a newer config meanwhile
   * @throws IOException when the disk can't be used; then all is as it was
   */
  boolean beginAgain(ReplicaSetConfig config) throws IOException {
    var known = member.saved();
    if (raft.isEmpty()
        || known.isEmpty()
        || known.get().config().version().compareTo(config.version()) > 0) {
      return false;
    }
    var node = raft.get();
    var tail = node.tail();
    long term = node.term();
    end();
    var store = member.store();
    tail.stream()
        .filter(entry -> entry.index() > node.appliedIndex())
        .forEach(entry -> store.apply(entry.entry(), entry.term()));
    if (store.config().filter(there -> there.version().equals(config.version())).isEmpty()) {
      store.apply(new LogEntry.Config(Instant.now(), config.toStoredDocument()), term);
    }
    var group = Group.begunBy(Grouping.founder(config, member::isSelf, member.dbpath().node()));
    NewGroup.write(
        settings(known.get().withConfig(config).withGroup(group)),
        store,
        term,
        Math.max(node.appliedIndex(), tail.isEmpty() ? -1 : tail.getLast().index()) + 1);
    LOG.warn(
        "Config {} begins a group of its own, out of what is here: {}",
        config.version(),
        group.id());
    member.known().begin(config, group);
    standing.restUntil(Instant.EPOCH);
    notBefore = Instant.EPOCH;
    return true;
  }

  /** Takes no part any more. */
  void end() {
    var ended = raft;
    raft = Optional.empty();
    leadership = Optional.empty();
    group = Optional.empty();
    ended.ifPresent(RaftNode::close);
  }
}
