package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.simulator.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code replSetInitiate} and {@code replSetReconfig}, and the primary's own reconfigs that give
 * newcomers their vote (source: replication_coordinator_impl.cpp, _doReplSetReconfig).
 */
final class Reconfiguration {
  /** {@code maxTimeMS} of a reconfig (module mongodb, Orders). */
  private static final long MAX_TIME = 10_000;

  private static final long FORCED_STEP = 10_000;

  private final Self self;
  private boolean busy;

  Reconfiguration(Self self) {
    this.self = self;
  }

  void initiate(ReplicaSetConfig asked, Call call) {
    if (self.config != null) {
      call.answer(Reply.ALREADY_INITIALIZED, "already initialized");
      return;
    }
    if (!self.volume.isEmpty()) {
      call.answer(Reply.CANNOT_INITIALIZE_NODE_WITH_DATA, "this node has data already");
      return;
    }
    Member own = self.configs.find(asked);
    Reply refusal = busy ? inProgress() : ConfigRules.refusesInitial(asked, own);
    if (refusal != null || own == null) {
      call.answer(refusal == null ? inProgress() : refusal);
      return;
    }
    busy = true;
    ReplicaSetConfig config =
        new ReplicaSetConfig(
            asked.setName(),
            new ConfigVersion(0, 1),
            asked.members(),
            Optional.of(self.all.newReplicaSetId()));
    new QuorumCheck(
            self,
            config,
            true,
            reply -> {
              busy = false;
              if (reply.ok() && self.config == null) {
                begin(config);
              }
              call.answer(
                  config.equals(self.config) ? Reply.OK : reply.ok() ? inProgress() : reply);
            })
        .begin(own);
  }

  private void begin(ReplicaSetConfig config) {
    long seconds = self.all.timeline.instant().getEpochSecond();
    self.volume.oplog = Entry.NONE.then(new OpTime(-1, seconds, 1), 0);
    if (self.told()) {
      self.tell(Trace.Kind.CONFIG, "initiated: " + ConfigWords.of(config));
    }
    for (Observer observer : self.all.observers) {
      observer.initiated(self.outside, config);
    }
    self.configs.install(config);
  }

  /** A reconfig as the command has it: the version is the caller's, the term is the primary's. */
  void reconfigure(ReplicaSetConfig asked, boolean force, Call call) {
    ReplicaSetConfig now = self.config;
    if (now == null) {
      call.answer(Reply.NOT_YET_INITIALIZED, "no replset config has been received");
    } else if (force) {
      force(now, asked, call);
    } else if (!self.isPrimary()) {
      call.answer(Reply.NOT_WRITABLE_PRIMARY, "replSetReconfig needs a writable PRIMARY");
    } else {
      long until = self.now() + MAX_TIME;
      self.commitment.await(
          now.version().term() >= 0,
          MAX_TIME,
          end -> {
            switch (end) {
              case COMMITTED -> checkQuorum(asked, until, call);
              case TIMED_OUT ->
                  call.answer(
                      Reply.CURRENT_CONFIG_NOT_COMMITTED_YET,
                      "the current config is not committed");
              case STEPPED_DOWN -> call.answer(Reply.NOT_WRITABLE_PRIMARY, "stepped down");
            }
          });
    }
  }

  private void checkQuorum(ReplicaSetConfig asked, long until, Call call) {
    ReplicaSetConfig now = self.config;
    if (now == null || !self.primacy.writable()) {
      call.answer(Reply.NOT_WRITABLE_PRIMARY, "not a writable primary any more");
      return;
    }
    if (busy) {
      call.answer(inProgress());
      return;
    }
    ReplicaSetConfig next = next(now, asked);
    Member own = self.configs.find(next);
    Reply refusal = ConfigRules.refuses(now, next, own, false, self.all.writeConcernSet());
    if (refusal != null || own == null) {
      call.answer(refusal == null ? inProgress() : refusal);
      return;
    }
    busy = true;
    long term = self.term;
    new QuorumCheck(
            self,
            next,
            false,
            reply -> {
              busy = false;
              if (!reply.ok()) {
                call.answer(reply);
              } else if (!now.equals(self.config)
                  || !self.primacy.writable()
                  || self.term != term) {
                call.answer(Reply.NOT_WRITABLE_PRIMARY, "stepped down meanwhile");
              } else {
                write(now, next, false);
                awaitMajority(until, call);
              }
            })
        .begin(own);
  }

  private void awaitMajority(long until, Call call) {
    self.commitment.await(
        false,
        Math.max(0, until - self.now()),
        end ->
            call.answer(
                switch (end) {
                  case COMMITTED -> Reply.OK;
                  case TIMED_OUT ->
                      new Reply(Reply.MAX_TIME_EXPIRED, "operation exceeded time limit");
                  case STEPPED_DOWN ->
                      new Reply(Reply.PRIMARY_STEPPED_DOWN, "primary stepped down");
                }));
  }

  /** New voters are newlyAdded, and stay so until the primary itself changes it (5.0). */
  private ReplicaSetConfig next(ReplicaSetConfig now, ReplicaSetConfig asked) {
    List<Member> members = new ArrayList<>();
    for (Member m : asked.members()) {
      Optional<Member> before = now.member(m.id());
      boolean waits =
          m.votes() > 0 && !m.arbiterOnly() && before.map(Member::newlyAdded).orElse(true);
      members.add(newlyAdded(m, waits));
    }
    return new ReplicaSetConfig(
        asked.setName(),
        new ConfigVersion(self.term, asked.version().version()),
        members,
        asked.replicaSetId());
  }

  static Member newlyAdded(Member m, boolean value) {
    return m.newlyAdded() == value
        ? m
        : new Member(
            m.id(),
            m.host(),
            m.votes(),
            m.priority(),
            m.hidden(),
            m.delaySecs(),
            m.arbiterOnly(),
            value,
            m.tags());
  }

  private void force(ReplicaSetConfig now, ReplicaSetConfig asked, Call call) {
    long version = Math.max(now.version().version(), asked.version().version());
    ReplicaSetConfig next =
        new ReplicaSetConfig(
            asked.setName(),
            new ConfigVersion(
                -1, version + FORCED_STEP + self.all.dice.between(0, 10 * FORCED_STEP)),
            asked.members().stream().map(m -> newlyAdded(m, false)).toList(),
            asked.replicaSetId());
    Reply refusal =
        busy ? inProgress() : ConfigRules.refuses(now, next, self.configs.find(next), true, true);
    if (refusal == null) {
      write(now, next, true);
    }
    call.answer(refusal == null ? Reply.OK : refusal);
  }

  /** A newcomer has its data: it gets its vote, unless a config is on its way. */
  void promoteNewlyAdded(Peer peer) {
    ReplicaSetConfig now = self.config;
    if (now == null
        || busy
        || !self.primacy.writable()
        || !peer.readable()
        || !self.commitment.isCommitted(now.version().term() >= 0)) {
      return;
    }
    ReplicaSetConfig next =
        new ReplicaSetConfig(
                now.setName(),
                new ConfigVersion(self.term, now.version().version() + 1),
                now.members(),
                now.replicaSetId())
            .change(peer.member.id(), m -> newlyAdded(m, false));
    if (ConfigRules.refuses(now, next, self.configs.find(next), false, true) == null) {
      write(now, next, false);
    }
  }

  /** Writes a config and installs it here; heartbeats carry it to the others. */
  void write(ReplicaSetConfig from, ReplicaSetConfig to, boolean forced) {
    if (self.told()) {
      self.tell(Trace.Kind.CONFIG, (forced ? "forced " : "") + ConfigWords.of(to));
    }
    self.commitment.nextConfig();
    for (Observer observer : self.all.observers) {
      observer.configWritten(self.outside, from, to, forced);
    }
    self.configs.install(to);
  }

  private static Reply inProgress() {
    return new Reply(Reply.CONFIGURATION_IN_PROGRESS, "a config change is in progress");
  }
}
