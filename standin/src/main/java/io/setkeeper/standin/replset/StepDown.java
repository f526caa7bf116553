package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.BAD_VALUE;
import static io.setkeeper.standin.replset.MongoError.EXCEEDED_TIME_LIMIT;
import static io.setkeeper.standin.replset.MongoError.NOT_WRITABLE_PRIMARY;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** replSetStepDown: what it asks for, when it is refused, when it may be done. */
public final class StepDown {
  private static final long DEFAULT_PERIOD_SECS = 60;
  private static final long DEFAULT_CATCH_UP_SECS = 10;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);

  private StepDown() {}

  /** What the rules say of a replSetStepDown. */
  public sealed interface Verdict {}

  /**
   * It may begin.
   *
   * @param period how long this member is not to stand again
   * @param catchUp how long to wait for a secondary that is caught up ({@link #isSafe})
   * @param force to step down even if that wait ends without one
   */
  public record Begin(Duration period, Duration catchUp, boolean force) implements Verdict {}

  /** It is refused at once. */
  public record Refused(Refusal refusal) implements Verdict {}

  /** What to do about a replSetStepDown. */
  public static Verdict of(ReplicaSetState state, Document command) {
    if (state instanceof ReplicaSetState.Uninitiated) {
      return new Refused(Replies.NOT_YET_INITIALIZED);
    }
    boolean force = Boolean.TRUE.equals(command.get("force"));
    long period = seconds(command, "replSetStepDown", DEFAULT_PERIOD_SECS);
    long catchUp =
        seconds(command, "secondaryCatchUpPeriodSecs", force ? 0 : DEFAULT_CATCH_UP_SECS);
    if (period < 0) {
      return refused("stepdown period must be a positive integer");
    }
    if (catchUp < 0) {
      return refused("secondaryCatchUpPeriodSecs period must be a positive or absent");
    }
    if (period < catchUp) {
      return refused("stepdown period must be longer than secondaryCatchUpPeriodSecs");
    }
    boolean primary =
        state instanceof ReplicaSetState.Member member
            && member.role().state() == MemberState.PRIMARY;
    return primary
        ? new Begin(Duration.ofSeconds(period), Duration.ofSeconds(catchUp), force)
        : new Refused(new Refusal(NOT_WRITABLE_PRIMARY, "not primary so can't step down"));
  }

  private static Verdict refused(String errmsg) {
    return new Refused(new Refusal(BAD_VALUE, errmsg));
  }

  private static long seconds(Document command, String field, long absent) {
    return command.get(field) instanceof Number number ? number.longValue() : absent;
  }

  /**
   * Whether the primary may go: a majority of the data-bearing voters has its last write, and one
   * of them is an electable secondary.
   */
  public static boolean isSafe(ReplicaSetState.Member state) {
    long caughtUp =
        1
            + state.config().members().stream()
                .filter(m -> m.votesNow() && !m.arbiterOnly())
                .filter(m -> hasLastWrite(state, m))
                .count();
    boolean electable =
        state.config().members().stream()
            .anyMatch(m -> m.electable() && hasLastWrite(state, m) && isSecondary(state, m));
    return electable && caughtUp >= state.config().writeMajorityCount();
  }

  private static boolean hasLastWrite(ReplicaSetState.Member state, MemberConfig member) {
    OpTime last = state.progress().own().applied();
    return member.id() != state.selfId()
        && state.peer(member.id()).position().applied().compareTo(last) >= 0;
  }

  private static boolean isSecondary(ReplicaSetState.Member state, MemberConfig member) {
    return state.peer(member.id()).state() == MemberState.SECONDARY;
  }

  /** What is answered when the wait for a secondary is over. */
  public static Refusal noneCaughtUp(Instant now) {
    return new Refusal(
        EXCEEDED_TIME_LIMIT,
        "No electable secondaries caught up as of "
            + DATE.format(now)
            + ". Please use the replSetStepDown command with the argument {force: true} to force"
            + " node to step down.");
  }
}
