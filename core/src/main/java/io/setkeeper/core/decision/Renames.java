package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;

/**
 * A member that is known to be a pod gets that pod's lasting name, whatever it was called before (a
 * pod's IP, another domain): by then the pod may come back under any address.
 *
 * <p>Which member a pod is, its own mongod says: it holds this set's config and finds itself in it
 * under an {@code _id}. Nothing is guessed from addresses. A rename keeps {@code _id}, votes and
 * data, so it is no voting change (recorded: rename_first_member; several at once are taken too).
 * One at a time, so that a name that does not resolve costs one member at the most; mongod itself
 * refuses the config if it can't find itself or a majority under the new names. All is read from
 * the API server itself before: the address that a cache has of one pod may be another's by now,
 * and it was asked there who it is.
 */
final class Renames {
  private static final String RULE = "lasting-names";

  private Renames() {}

  static Optional<Decision> decide(PrimaryView view) {
    return view.snapshot().pods().stream()
        .filter(pod -> !pod.terminating() && view.config().member(pod.host()).isEmpty())
        .flatMap(pod -> memberOf(view, pod).map(member -> rename(view, member, pod)).stream())
        .map(rename -> view.wanted().fresh() ? rename : lookAgain())
        .findFirst();
  }

  /** The config with all lasting names that are known. */
  static ReplicaSetConfig allOf(PrimaryView view) {
    ReplicaSetConfig config = view.config();
    for (Pod pod : view.snapshot().pods()) {
      Optional<Member> member =
          view.config().member(pod.host()).isPresent() ? Optional.empty() : memberOf(view, pod);
      if (member.isPresent()) {
        config = config.change(member.get().id(), m -> m.at(pod.host()));
      }
    }
    return config;
  }

  private static Optional<Member> memberOf(PrimaryView view, Pod pod) {
    if (!(view.snapshot().mongod(pod.name()) instanceof Mongod.InSet in)
        || !in.config().replicaSetId().equals(view.config().replicaSetId())) {
      return Optional.empty();
    }
    // Its config may be an old one: the entry must be the same in both.
    return in.self()
        .flatMap(self -> view.config().member(self.id()).filter(m -> m.host().equals(self.host())));
  }

  private static Decision lookAgain() {
    return new Decision.LookAgain(
        Reason.of(
            RULE,
            "Reading everything again before a member is renamed",
            "a cached address of a pod may be another pod's by now"));
  }

  private static Decision rename(PrimaryView view, Member member, Pod pod) {
    ReplicaSetConfig next = view.config().change(member.id(), m -> m.at(pod.host()));
    return new Decision.Act(
        new Action.Reconfig(view.config(), next),
        Reason.of(
                RULE,
                "Renaming member %d from %s to %s"
                    .formatted(member.id(), member.host(), pod.host()),
                "%s answers that it is this member, and its name outlives its address"
                    .formatted(pod.name()))
            .with(view.quorum(), view.quorum()));
  }
}
