package io.setkeeper.core.decision;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What every reconfig must keep, whichever rule wants it.
 *
 * <ul>
 *   <li><em>A healthy majority.</em> The data-bearing voters that are known to be well are a
 *       majority of the new config. So the step itself can't cost the set its primary, and the new
 *       config can be committed. A step that fails this is waited with; the sick member comes back,
 *       or a person gives it up.
 *   <li><em>The implicit write concern.</em> From 5.0 on a write without a write concern waits for
 *       the majority, except where arbiters leave no more data-bearing voters than a majority is
 *       (manual: reference/mongodb-defaults). A config that would change this silently changes what
 *       every application is promised; mongod refuses it (recorded: arbiter, 103), and so does the
 *       keeper, until a person has said with setDefaultRWConcern which one it is to be.
 * </ul>
 */
final class Guard {
  private Guard() {}

  /** The decision, or why it has to wait. */
  static Decision check(PrimaryView view, Decision decision) {
    if (!(decision instanceof Decision.Act(Action.Reconfig(var from, var to), Reason reason))) {
      return decision;
    }
    if (!view.own().writeConcernSet() && majorityIsImplied(from) != majorityIsImplied(to)) {
      return new Decision.Refuse(
          Reason.of(
              "implicit-write-concern",
              "Not doing: " + reason.what(),
              "with so many arbiters the default write concern would change to %s; say first which it is to be: db.adminCommand({setDefaultRWConcern: 1,"
                      .formatted(majorityIsImplied(to) ? "majority" : "1")
                  + " defaultWriteConcern: {w: \"majority\"}})"));
    }
    Quorum after = view.quorumOf(to);
    return after.isMet()
        ? decision
        : new Decision.Wait(
            Reason.of(
                    reason.rule(),
                    "Waiting with: " + reason.what(),
                    "%s; but the voters left would not be a healthy majority; %s"
                        .formatted(reason.why(), whatHelps(view)))
                .with(view.quorum(), after));
  }

  /** Whom it waits for: voters that bear data and are not well, or arbiters to be gone. */
  private static String whatHelps(PrimaryView view) {
    List<Member> away =
        view.config().voters().stream()
            .filter(m -> !m.arbiterOnly() && !Quorum.isWell(m, view.own()))
            .toList();
    return away.isEmpty()
        ? "all that bear data are well, and arbiters acknowledge no write: order to remove an arbiter"
            + " first, with %s=HOST:PORT (a pod must not be wished as an arbiter any more)"
                .formatted(Annotations.REMOVE_MEMBERS)
        : away.stream()
            .map(m -> Names.of(view.snapshot(), m) + howToHaveItBack(view, m))
            .collect(Collectors.joining(", ", "it goes on when more of them answer: ", ""));
  }

  private static String howToHaveItBack(PrimaryView view, Member member) {
    boolean isGone = view.isSurplus(member) && view.snapshot().pod(member.host()).isEmpty();
    return isGone ? " (its pod is gone before its member: scale up, and it is back)" : "";
  }

  private static boolean majorityIsImplied(ReplicaSetConfig config) {
    long arbiters = config.members().stream().filter(Member::arbiterOnly).count();
    long voters = config.voters().size();
    return arbiters == 0 || voters - arbiters > voters / 2 + 1;
  }
}
