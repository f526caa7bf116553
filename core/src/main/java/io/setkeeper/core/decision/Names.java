package io.setkeeper.core.decision;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import java.util.OptionalInt;

/** Whose host is whose. */
final class Names {
  private Names() {}

  /**
   * The ordinal of a host that is a pod of this StatefulSet; empty for every other. A name's first
   * label alone tells nothing: {@code mongo-3.example.com} may be a machine, or a pod of another
   * namespace, that a person added.
   */
  static OptionalInt ordinal(Snapshot snapshot, StatefulSetView.Known wanted, HostPort host) {
    return isNamedLikeOurs(snapshot, host) ? wanted.ordinalOf(host) : OptionalInt.empty();
  }

  /** A member as a person calls it: its pod's name where it is a pod, else its host. */
  static String of(Snapshot snapshot, Member member) {
    return snapshot.pod(member.host()).map(Pod::name).orElseGet(() -> member.host().toString());
  }

  /** Whether its domain is that of the own pod, in full or as pods may shorten it. */
  private static boolean isNamedLikeOurs(Snapshot snapshot, HostPort host) {
    String domain = domain(host);
    return !domain.isEmpty()
        && snapshot
            .selfPod()
            .map(Pod::host)
            .filter(ours -> ours.port() == host.port())
            .filter(ours -> (domain(ours) + ".").startsWith(domain + "."))
            .isPresent();
  }

  private static String domain(HostPort host) {
    int dot = host.host().indexOf('.');
    return dot < 0 ? "" : host.host().substring(dot + 1);
  }
}
