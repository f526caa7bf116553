package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.COMMAND_FAILED;

import java.util.Optional;

/** replSetStepUp: whether a member may stand at all, and what a lost election is called. */
public final class StepUp {
  /** Whatever it was that kept it from being elected. */
  public static final Refusal ELECTION_FAILED = new Refusal(COMMAND_FAILED, "Election failed.");

  private StepUp() {}

  /** Why this member may not stand now. A primary may be asked, and there is nothing to do then. */
  public static Optional<Refusal> refusal(ReplicaSetState state) {
    return switch (state) {
      case ReplicaSetState.Uninitiated _ -> Optional.of(Replies.NOT_YET_INITIALIZED);
      case ReplicaSetState.Removed _ -> Optional.of(ELECTION_FAILED);
      case ReplicaSetState.Member member ->
          isPrimary(member) || mayStand(member) ? Optional.empty() : Optional.of(ELECTION_FAILED);
    };
  }

  private static boolean isPrimary(ReplicaSetState.Member member) {
    return member.role().state() == MemberState.PRIMARY;
  }

  private static boolean mayStand(ReplicaSetState.Member member) {
    return member.self().electable() && member.role().state() == MemberState.SECONDARY;
  }
}
