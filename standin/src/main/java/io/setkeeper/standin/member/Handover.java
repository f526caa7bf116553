package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.replset.StepDown;
import io.setkeeper.standin.store.Fields;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** replSetStepDown, replSetStepUp, replSetFreeze, and the step-down at shutdown. */
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
  private static final Duration ELECTION = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Member member;

  Handover(Member member) {
    this.member = member;
  }

  Document stepDown(Document command) throws InterruptedException {
    return switch (StepDown.of(member.state(), command)) {
      case StepDown.Refused(var refusal) -> Replies.refused(member.state(), refusal);
      case StepDown.Begin begin -> stepDown(begin);
    };
  }

  private Document stepDown(StepDown.Begin begin) throws InterruptedException {
    if (!member.handover().tryLock()) {
      return refuse(
          MongoError.CONFLICTING_OPERATION_IN_PROGRESS,
          "This node is already in the process of stepping down");
    }
    try {
      var until = Instant.now().plus(begin.period());
      if (handOver(begin.catchUp(), until)) {
        return Replies.ok();
      }
      if (begin.force() && member.raft().isPresent()) {
        member.participation().standing().restUntil(until);
        member.raft().get().stepDown();
        var _ = member.await(() -> !member.isWritable(), ELECTION);
        return Replies.ok();
      }
      return Replies.refused(member.state(), StepDown.noneCaughtUp(Instant.now()));
    } finally {
      member.handover().unlock();
    }
  }

  /** Before the process ends; a step-down that was asked for meanwhile is waited for. */
  void beforeTheEnd() throws InterruptedException {
    member.handover().lockInterruptibly();
    try {
      var _ = handOver(Duration.ZERO, Instant.MAX);
    } finally {
      member.handover().unlock();
    }
  }

  /**
   * Makes a caught-up electable member primary; false when none came up in time, which is no later
   * than a process that ends allows. True at once where this one is primary no more.
   */
  private boolean handOver(Duration patience, Instant restUntil) throws InterruptedException {
    var raft = member.raft();
    if (raft.isEmpty()) {
      return false;
    }
    member.handingOver(true);
    try {
      var end = Instant.now().plus(patience);
      do {
        if (raft.get().role() != RaftNode.Role.LEADER) {
          return true; // another began it, or it was voted out meanwhile
        }
        var successor = successor(raft.get());
        if (successor.isPresent() && order(successor.get())) {
          member.participation().standing().restUntil(restUntil);
          return member.await(() -> !raft.get().leads(), ELECTION);
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      } while (Instant.now().isBefore(member.leavesBy().orElse(end)));
      return false;
    } finally {
      member.handingOver(false);
    }
  }

  /** The best of those who have the whole log: by priority, then by {@code _id}. */
  private Optional<MemberConfig> successor(RaftNode raft) {
    var matches = raft.matchIndexes();
    long last = raft.lastIndex();
    var config = member.saved().orElseThrow().config();
    return config.members().stream()
        .filter(MemberConfig::electable)
        .filter(candidate -> !member.isOwn(candidate.host()))
        .filter(
            candidate ->
                member
                    .peers()
                    .at(candidate.host())
                    .current()
                    .filter(report -> report.state() == MemberState.SECONDARY)
                    .filter(report -> matches.getOrDefault(report.node(), -1L) >= last)
                    .isPresent())
        .min(
            Comparator.comparingDouble(MemberConfig::priority)
                .reversed()
                .thenComparingInt(MemberConfig::id));
  }

  private boolean order(MemberConfig successor) throws InterruptedException {
    var command =
        new Document("replSetStepUp", 1).append("skipDryRun", true).append("$db", "admin");
    try (var client = PeerClient.connect(successor.host(), ELECTION, () -> {})) {
      var reply = client.run(command, ELECTION);
      LOG.info("{} stands for election: {}", successor.host(), reply.get("ok"));
      return Fields.isTrue(reply, "ok");
    } catch (IOException e) {
      LOG.info("{} can't be asked to stand: {}", successor.host(), e.getMessage());
      return false;
    }
  }

  Document stepUp(Document command) throws InterruptedException {
    var state = member.state();
    if (!(state instanceof ReplicaSetState.Member known)) {
      return Replies.refused(
          state,
          state instanceof ReplicaSetState.Uninitiated
              ? Replies.NOT_YET_INITIALIZED
              : Replies.NOT_A_MEMBER);
    }
    var raft = member.raft();
    if (raft.isEmpty()
        || !known.self().electable()
        || known.role().state() != MemberState.SECONDARY) {
      return known.role().state() == MemberState.PRIMARY ? Replies.ok() : failed();
    }
    if (Fields.isTrue(command, "dryRun")) {
      return Replies.ok();
    }
    boolean skipDryRun = Fields.isTrue(command, "skipDryRun");
    long term = raft.get().term();
    // As mongod: whoever was superseded during its dry run does not stand.
    if (!skipDryRun && !(new DryRun(member).isWon() && raft.get().term() == term)) {
      return failed();
    }
    member.participation().standsFor(skipDryRun ? "stepUpRequestSkipDryRun" : "stepUpRequest");
    return stand(raft.get()) ? Replies.ok() : failed();
  }

  private boolean stand(RaftNode raft) throws InterruptedException {
    long before = raft.term();
    if (!raft.stand(true)) {
      return raft.role() == RaftNode.Role.LEADER;
    }
    var _ =
        member.await(
            () -> raft.role() == RaftNode.Role.LEADER || raft.role() == RaftNode.Role.FOLLOWER,
            ELECTION);
    return raft.role() == RaftNode.Role.LEADER && raft.term() > before;
  }

  private Document failed() {
    return refuse(MongoError.COMMAND_FAILED, "Election failed.");
  }

  Document freeze(Document command) {
    var state = member.state();
    if (state instanceof ReplicaSetState.Uninitiated) {
      return Replies.refused(state, Replies.NOT_YET_INITIALIZED);
    }
    long seconds = Fields.number(command, command.keySet().iterator().next(), 0);
    if (member.isWritable()) {
      return seconds == 0
          ? Replies.ok()
          : refuse(
              MongoError.NOT_SECONDARY,
              "cannot freeze node when primary or running for" + " election. state: Primary");
    }
    member.participation().standing().restUntil(Instant.now().plusSeconds(seconds));
    return Replies.ok();
  }

  private Document refuse(MongoError error, String message) {
    return Replies.refused(member.state(), new Refusal(error, message));
  }
}
