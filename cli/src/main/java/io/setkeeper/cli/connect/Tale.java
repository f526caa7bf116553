package io.setkeeper.cli.connect;

import io.setkeeper.door.MemberAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of the doors: a line for each change. Pure. */
final class Tale {
  private Tale() {}

  /** The lines; none where nothing changed that is worth one. */
  static List<String> between(View before, View now) {
    List<String> lines = new ArrayList<>();
    trouble(before, now).ifPresent(lines::add);
    doors(before, now, lines);
    strangers(before, now, lines);
    pods(before, now, lines);
    primary(before, now).ifPresent(lines::add);
    return List.copyOf(lines);
  }

  private static Optional<String> trouble(View before, View now) {
    if (before.trouble().equals(now.trouble())) {
      return Optional.empty();
    }
    return Optional.of(
        now.trouble()
            .map(why -> "No news from the API server, tried again and again: " + why)
            .orElse("The API server is back"));
  }

  private static void doors(View before, View now, List<String> lines) {
    now.doors()
        .forEach(
            (member, port) -> {
              if (!before.doors().containsKey(member)) {
                lines.add("127.0.0.1:%d leads to %s".formatted(port, member));
              }
            });
    before
        .doors()
        .forEach(
            (member, port) -> {
              if (!now.doors().containsKey(member)) {
                lines.add(
                    "%s is no member any more: 127.0.0.1:%d is closed".formatted(member, port));
              }
            });
  }

  private static void strangers(View before, View now, List<String> lines) {
    List<MemberAddress> known = before.membership().map(Membership::strangers).orElseGet(List::of);
    now.membership().stream()
        .flatMap(membership -> membership.strangers().stream())
        .filter(member -> !known.contains(member))
        .forEach(
            member ->
                lines.add(
                    "%s is a member and no pod of this StatefulSet: no door leads there, and clients"
                            .formatted(member)
                        + " are told its own address"));
  }

  private static void pods(View before, View now, List<String> lines) {
    now.away()
        .forEach(
            (pod, why) -> {
              if (!before.away().containsKey(pod)) {
                lines.add("%s is away: %s".formatted(pod, why));
              }
            });
    before
        .away()
        .keySet()
        .forEach(
            pod -> {
              boolean isMember = now.membership().map(m -> m.member(pod).isPresent()).orElse(true);
              if (!now.away().containsKey(pod) && isMember) {
                lines.add("%s is back".formatted(pod));
              }
            });
  }

  private static Optional<String> primary(View before, View now) {
    Optional<String> was = before.membership().map(Tale::primary);
    return now.membership().map(Tale::primary).filter(is -> !was.equals(Optional.of(is)));
  }

  private static String primary(Membership membership) {
    return membership
        .primary()
        .map(member -> "The primary is " + membership.name(member))
        .orElse("There is no primary");
  }
}
