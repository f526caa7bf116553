package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.raft.RaftInterrupted;
import io.setkeeper.standin.replset.ConfigRules;
import io.setkeeper.standin.replset.ConfigVerdict;
import io.setkeeper.standin.replset.ConfigVersion;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.ReconfigRequest;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Fields;
import io.setkeeper.standin.store.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * replSetReconfig: waits until the present config is committed, writes the new one into the log,
 * and waits until that is committed. A time-out of the first wait changes nothing; in the second
 * one the new config stays.
 */
final class Reconfiguration {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private static final Duration NEW_GROUP = Duration.ofSeconds(5);
  private static final Duration NEW_TERM = Duration.ofSeconds(60);

  private final Member member;
  private final AtomicBoolean running = new AtomicBoolean();

  Reconfiguration(Member member) {
    this.member = member;
  }

  Document run(Document command) throws InterruptedException {
    boolean force = Fields.isTrue(command, "force");
    var refusal = ConfigRules.mayReconfigure(member.state(), force);
    if (refusal.isPresent()) {
      return Replies.refused(member.state(), refusal.get());
    }
    if (!running.compareAndSet(false, true)) {
      return refuse(
          MongoError.CONFIGURATION_IN_PROGRESS,
          "replSetReconfig is not allowed while another reconfiguration is in progress");
    }
    try {
      return reconfigure(command, force, deadline(command));
    } finally {
      running.set(false);
    }
  }

  private static Instant deadline(Document command) {
    long millis = Fields.number(command, "maxTimeMS", 0);
    return Instant.now().plus(millis <= 0 ? FOR_EVER : Duration.ofMillis(millis));
  }

  private Document reconfigure(Document command, boolean force, Instant deadline)
      throws InterruptedException {
    if (!force && !member.await(() -> settled(), left(deadline))) {
      return Replies.refused(member.state(), ConfigRules.notCommitted(current()));
    }
    if (!(member.state() instanceof ReplicaSetState.Member state)) {
      return Replies.refused(member.state(), Replies.NOT_A_MEMBER);
    }
    var request =
        new ReconfigRequest(
            Fields.document(command, command.keySet().iterator().next()),
            force,
            member::isSelf,
            member.store().defaults().set().isPresent(),
            ThreadLocalRandom.current().nextInt(10_000, 110_000));
    return switch (ConfigRules.reconfigure(state, request)) {
      case ConfigVerdict.Refused(var refused) -> Replies.refused(state, refused);
      case ConfigVerdict.Accepted(var config) when force && !member.isWritable() -> force(config);
      case ConfigVerdict.Accepted(var config) -> install(config, !force, deadline);
    };
  }

  /** Where there is no primary, or another one, nothing is waited for. */
  private Document force(ReplicaSetConfig config) throws InterruptedException {
    if (config.members().stream().noneMatch(m -> m.electable() && member.isSelf(m.host()))) {
      return refuse(
          MongoError.COMMAND_FAILED,
          "The stand-in mongod can't force a config in which the member that is asked is not"
              + " electable; ask one that is");
    }
    try {
      if (!member.force(config).get()) {
        return refuse(
            MongoError.COMMAND_FAILED, "This member takes no part in its set yet; ask again");
      }
      var _ = member.await(() -> member.raft().isPresent(), NEW_GROUP);
      return Replies.ok();
    } catch (ExecutionException e) {
      return refuse(MongoError.COMMAND_FAILED, String.valueOf(e.getCause()));
    }
  }

  private Document install(ReplicaSetConfig config, boolean oneVoteAtMost, Instant deadline)
      throws InterruptedException {
    boolean lastVoterStays = oneVoteAtMost && isOnlyVoterLeft(config);
    var written = member.submit(new LogEntry.Config(Instant.now(), config.toStoredDocument()));
    if (lastVoterStays && !member.await(() -> isOver(written, config), patience(config))) {
      return goOnAlone(config, deadline);
    }
    try {
      var applied = written.get(left(deadline).toMillis(), TimeUnit.MILLISECONDS);
      if (!Fields.isTrue(applied, "ok")) {
        return refuse(MongoError.CONFIGURATION_IN_PROGRESS, String.valueOf(applied.get("errmsg")));
      }
    } catch (TimeoutException _) {
      return timedOut();
    } catch (ExecutionException e) {
      return e.getCause() instanceof RaftInterrupted
          ? steppedDown()
          : refuse(MongoError.COMMAND_FAILED, String.valueOf(e.getCause()));
    }
    member.wake();
    boolean done = member.await(() -> isCommitted(config.version()), left(deadline));
    return done ? Replies.ok() : timedOut();
  }

  /**
   * Where this primary is the only voter of the new config, its own vote commits it: mongod asks
   * nobody else. The Raft group still has the voter that goes, and can do nothing without it when
   * it ended first. So this member goes on in a group of its own. Nothing is lost: a leader has all
   * that was committed, and takes all of it along. And nobody else leads: the former group is two
   * at most (one vote changes at a time, unless a config is forced) and needs both.
   */
  private Document goOnAlone(ReplicaSetConfig config, Instant deadline)
      throws InterruptedException {
    var forced = force(config);
    return Fields.isTrue(forced, "ok") && !member.await(member::isWritable, left(soon(deadline)))
        ? timedOut()
        : forced;
  }

  private boolean isOnlyVoterLeft(ReplicaSetConfig config) {
    return member.raft().filter(raft -> raft.membership().voters().size() > 1).isPresent()
        && config.votingMembersCount() == 1
        && config.members().stream().anyMatch(m -> m.votesNow() && member.isSelf(m.host()));
  }

  /**
   * As long as voters that are there would take, and well before a leader without them gives up.
   */
  private static Duration patience(ReplicaSetConfig config) {
    return Duration.ofMillis(config.settings().electionTimeoutMillis() / 5);
  }

  private boolean isOver(CompletableFuture<Document> written, ReplicaSetConfig config) {
    return written.isCompletedExceptionally()
        || (written.isDone()
            && (!Fields.isTrue(written.join(), "ok") || isCommitted(config.version())));
  }

  /** The present config is committed, or this is no primary any more and has to say so. */
  private boolean settled() {
    return !member.isWritable()
        || (member.state() instanceof ReplicaSetState.Member state && state.configCommitted());
  }

  private boolean isCommitted(ConfigVersion version) {
    return !member.isWritable()
        || (member.state() instanceof ReplicaSetState.Member state
            && state.config().version().compareTo(version) >= 0
            && (state.configCommitted() || state.config().version().compareTo(version) > 0));
  }

  private ReplicaSetConfig current() {
    return member.saved().orElseThrow().config();
  }

  private Document timedOut() {
    return refuse(MongoError.MAX_TIME_MS_EXPIRED, "operation exceeded time limit");
  }

  private Document steppedDown() {
    return refuse(
        MongoError.PRIMARY_STEPPED_DOWN, "primary stepped down while the config was written");
  }

  private Document refuse(MongoError error, String message) {
    return Replies.refused(member.state(), new Refusal(error, message));
  }

  private static Instant soon(Instant deadline) {
    var soon = Instant.now().plus(NEW_TERM);
    return soon.isBefore(deadline) ? soon : deadline;
  }

  private static Duration left(Instant deadline) {
    var left = Duration.between(Instant.now(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
