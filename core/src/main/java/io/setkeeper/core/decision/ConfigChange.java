package io.setkeeper.core.decision;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The difference of two configs, a line a change. */
public final class ConfigChange {
  private ConfigChange() {}

  /** What changes, in words: {@code "mongo-1...:27017: votes 0 -> 1, priority 0 -> 1"}. */
  public static List<String> between(ReplicaSetConfig before, ReplicaSetConfig after) {
    List<String> lines = new ArrayList<>();
    for (Member member : before.members()) {
      Optional<Member> now = after.member(member.id());
      if (now.isEmpty()) {
        lines.add("- %s: removed (_id %d)".formatted(member.host(), member.id()));
      } else if (!now.get().equals(member)) {
        lines.add(
            "%s: %s".formatted(now.get().host(), String.join(", ", fields(member, now.get()))));
      }
    }
    for (Member member : after.members()) {
      if (before.member(member.id()).isEmpty()) {
        lines.add(
            "+ %s: added (_id %d, votes %d, priority %s%s)"
                .formatted(
                    member.host(),
                    member.id(),
                    member.votes(),
                    number(member.priority()),
                    member.arbiterOnly() ? ", arbiter" : ""));
      }
    }
    return lines;
  }

  private static List<String> fields(Member before, Member after) {
    List<String> fields = new ArrayList<>();
    change(fields, "host", before.host(), after.host());
    change(fields, "votes", before.votes(), after.votes());
    change(fields, "priority", number(before.priority()), number(after.priority()));
    change(fields, "hidden", before.hidden(), after.hidden());
    change(fields, "delay", before.delaySecs(), after.delaySecs());
    change(fields, "tags", before.tags(), after.tags());
    return fields;
  }

  private static void change(List<String> fields, String name, Object before, Object after) {
    if (!before.equals(after)) {
      fields.add("%s %s -> %s".formatted(name, before, after));
    }
  }

  /** A priority as a person writes it: 1, not 1.0. */
  private static String number(double priority) {
    return priority == Math.rint(priority)
        ? Long.toString((long) priority)
        : Double.toString(priority);
  }
}
