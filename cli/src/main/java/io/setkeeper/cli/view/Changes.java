package io.setkeeper.cli.view;

import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.status.SetStatus;
import io.setkeeper.core.model.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has changed between two pictures, a line each: for logs and pipes. Pure. */
public final class Changes {
  private Changes() {}

  /** The lines; none where nothing changed that is worth one. */
  public static List<String> between(Picture before, Picture now) {
    List<String> lines = new ArrayList<>();
    now.claims().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .filter(claim -> !claim.getValue().equals(before.claims().get(claim.getKey())))
        .forEach(
            claim ->
                lines.add(
                    "persistentvolumeclaim/%s %s".formatted(claim.getKey(), claim.getValue())));
    now.pods().forEach(pod -> pod(before, pod).ifPresent(lines::add));
    before.pods().stream()
        .filter(pod -> find(now, pod.name()).isEmpty())
        .forEach(pod -> lines.add("pod/%s gone".formatted(pod.name())));
    members(before.status(), now.status(), lines);
    if (!now.status().keeper().decision().isEmpty()
        && !now.status().healthy()
        && !now.status().keeper().equals(before.status().keeper())) {
      lines.add(
          "%s: %s (%s)"
              .formatted(
                  now.status().set(),
                  now.status().keeper().decision(),
                  now.status().keeper().reason()));
    }
    if (now.status().healthy() != before.status().healthy()) {
      lines.add(health(now));
      now.connection().filter(_ -> now.status().healthy()).ifPresent(lines::add);
    }
    return List.copyOf(lines);
  }

  private static Optional<String> pod(Picture before, PodInfo pod) {
    String now = words(pod);
    return find(before, pod.name()).map(Changes::words).filter(now::equals).isPresent()
        ? Optional.empty()
        : Optional.of("pod/%s %s".formatted(pod.name(), now));
  }

  private static String words(PodInfo pod) {
    String restarts = pod.restarts() == 0 ? "" : " (restarts: %d)".formatted(pod.restarts());
    return pod.readiness() + " " + pod.status() + restarts;
  }

  private static Optional<PodInfo> find(Picture picture, String pod) {
    return picture.pods().stream().filter(p -> p.name().equals(pod)).findFirst();
  }

  private static void members(SetStatus before, SetStatus now, List<String> lines) {
    for (SetStatus.MemberStatus member : now.members()) {
      Optional<String> was = state(before, member.id());
      if (was.filter(words(member)::equals).isEmpty()) {
        lines.add("%s: %s %s".formatted(now.set(), name(member), words(member)));
      }
    }
    for (SetStatus.MemberStatus member : before.members()) {
      if (!now.members().isEmpty() && state(now, member.id()).isEmpty()) {
        lines.add("%s: %s is no member any more".formatted(now.set(), name(member)));
      }
    }
  }

  private static Optional<String> state(SetStatus status, int id) {
    return status.members().stream()
        .filter(member -> member.id() == id)
        .map(Changes::words)
        .findFirst();
  }

  private static String words(SetStatus.MemberStatus member) {
    return member.state() + (member.votes() == 0 ? ", without vote" : "");
  }

  private static String name(SetStatus.MemberStatus member) {
    return member.pod().orElse(member.host());
  }

  /** One line on the set's health. */
  static String health(Picture picture) {
    SetStatus status = picture.status();
    if (!status.healthy()) {
      return "%s is not healthy".formatted(status.set());
    }
    return "%s is healthy: %s, %s, primary %s, config version %d"
        .formatted(
            status.set(),
            Counted.of(status.members().size(), "member"),
            Counted.of(
                status.members().stream().mapToInt(SetStatus.MemberStatus::votes).sum(), "vote"),
            status.primary().orElse("none"),
            status.config().map(v -> v.version()).orElse(0L));
  }
}
