package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.raft.RaftSettings.Membership;
import io.setkeeper.standin.replset.Elections.Candidature;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.OpTime;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.store.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a primary does in its one term beside answering clients. */
final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(300);

  /** Ratis gives a newcomer up itself, after three of its timeouts, unless it is stuck. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  private final RaftNode raft;
  private final long term;
  private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final String reason;
  private final OpTime seen;
  private final ReplicaSetConfig electedIn;
  private final Runnable changed;
  private volatile Optional<Instant> ready = Optional.empty();
  private volatile boolean quorate;
  private volatile boolean regrouping;
  private volatile Instant notBefore = Instant.EPOCH;
  private volatile Optional<Instant> refusedSince = Optional.empty();

  /**
   * Begins a term: its first entries are a no-op and the config in this term.
   *
   * @param reason why it stood, in mongod's word
   * @param seen the newest write then
   */
  Leadership(
      RaftNode raft,
      long term,
      ReplicaSetConfig config,
      String reason,
      OpTime seen,
      Runnable changed) {
    this.raft = raft;
    this.term = term;
    this.reason = reason;
    this.seen = seen;
    this.electedIn = config;
    this.changed = changed;
    LOG.info("This node is primary now, term {}", term);
    var inTerm = config.inTerm(term);
    var first = raft.submit(new LogEntry.Noop(began, "new primary"));
    if (!inTerm.version().equals(config.version())) {
      var _ = raft.submit(new LogEntry.Config(began, inTerm.toStoredDocument()));
    }
    var _ =
        first.whenComplete(
            (_, failure) -> {
              if (failure == null) {
                ready = Optional.of(Instant.now().truncatedTo(ChronoUnit.MILLIS));
                changed.run();
              }
            });
  }

  long term() {
    return term;
  }

  /** Whether the term's first entry is committed: from then on the group may be changed. */
  boolean hasBegun() {
    return ready.isPresent();
  }

  /**
   * Whether clients may write: once as many have joined the group as the config needs to elect a
   * primary. After a forced config the group begins with one, however many the config names.
   */
  boolean isReady() {
    return ready.isPresent() && quorate;
  }

  BsonTimestamp electionTime() {
    return new BsonTimestamp(began, 1);
  }

  /** How it came to be primary, for replSetGetStatus. */
  Candidature candidature(MemberConfig self, OptionalInt prior) {
    boolean alone = electedIn.votingMembersCount() == 1;
    return new Candidature(
        reason,
        began,
        term,
        seen,
        seen,
        electedIn.majorityVoteCount(),
        electedIn.member(self.id()).orElse(self).priority(),
        electedIn.settings().electionTimeoutMillis(),
        prior,
        Optional.empty(),
        alone ? Optional.empty() : Optional.of(0L),
        Optional.of(began),
        ready);
  }

  /** Brings the Raft group one step nearer to the config. */
  void regroup(ReplicaSetConfig config, Grouping.Knowledge knowledge, Instant now) {
    quorate = quorate || raft.membership().voters().size() >= config.majorityVoteCount();
    if (regrouping || now.isBefore(notBefore)) {
      return;
    }
    Membership is = raft.membership();
    Membership wanted = Grouping.wanted(config, is, knowledge);
    if (wanted.voters().isEmpty() || Grouping.same(is, wanted)) {
      return;
    }
    LOG.info("Raft group becomes {}", wanted);
    regrouping = true;
    var _ =
        raft.setMembership(Grouping.asking(is, wanted, raft.self()))
            .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    refusedSince = Optional.empty();
                  } else {
                    LOG.info("Raft group stays as it was: {}", failure.getMessage());
                    notBefore = Instant.now().plus(PAUSE_AFTER_FAILURE);
                    giveUpWhereStuck(failure);
                  }
                  regrouping = false;
                  changed.run();
                });
  }

  /**
   * Ratis takes in one newcomer at a time, and once in a few hundred times, on a busy machine, it
   * neither finished that nor gave it up: the set could not grow any more. Another leader begins it
   * anew.
   */
  private void giveUpWhereStuck(Throwable failure) {
    if (!RaftNode.isRefusedForAnother(failure)) {
      refusedSince = Optional.empty();
      return;
    }
    Instant since = refusedSince.orElseGet(Instant::now);
    refusedSince = Optional.of(since);
    if (since.plus(STUCK).isBefore(Instant.now())) {
      LOG.warn("A change of the Raft group does not end: stepping down, so that another begins it");
      Thread.ofVirtual().start(raft::stepDown);
    }
  }
}
