package io.setkeeper.cli.view;

import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.status.SetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A picture as a table. Pure. */
public final class Table {
  private Table() {}

  /** The lines, without an end of line. */
  public static List<String> render(Picture picture, Colours colours) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "READY", "STATUS", "RESTARTS", "VOLUME", "MEMBER", "VOTES", "LAG"));
    picture.pods().forEach(pod -> rows.add(row(picture, pod)));
    picture.status().members().stream()
        .filter(member -> member.pod().isEmpty())
        .forEach(member -> rows.add(orphan(member)));
    List<String> lines =
        new ArrayList<>(Columns.aligned(rows, (word, padded) -> coloured(word, padded, colours)));
    lines.add(
        picture.status().healthy()
            ? colours.good(Changes.health(picture))
            : colours.waiting(waiting(picture)));
    picture.connection().ifPresent(lines::add);
    return List.copyOf(lines);
  }

  private static String waiting(Picture picture) {
    SetStatus.Keeping keeper = picture.status().keeper();
    String why = keeper.reason().isEmpty() ? "" : " (" + keeper.reason() + ")";
    return "%s: %s%s"
        .formatted(
            picture.status().set(),
            keeper.decision().isEmpty() ? "waiting for its pods" : keeper.decision(),
            why);
  }

  private static List<String> row(Picture picture, PodInfo pod) {
    Optional<SetStatus.MemberStatus> member = picture.member(pod.name());
    return List.of(
        pod.name(),
        pod.readiness(),
        pod.status(),
        Integer.toString(pod.restarts()),
        picture.volume(pod.name()),
        member.map(SetStatus.MemberStatus::state).orElse(""),
        member.map(m -> Integer.toString(m.votes())).orElse(""),
        member.map(m -> lag(m.lagSeconds())).orElse(""));
  }

  private static List<String> orphan(SetStatus.MemberStatus member) {
    return List.of(
        member.host(),
        "",
        "no pod",
        "",
        "",
        member.state(),
        Integer.toString(member.votes()),
        lag(member.lagSeconds()));
  }

  private static String lag(OptionalLong seconds) {
    return seconds.isPresent() ? seconds.getAsLong() + "s" : "";
  }

  private static String coloured(String word, String padded, Colours colours) {
    if (word.equals("PRIMARY") || word.equals("SECONDARY")) {
      return colours.good(padded);
    }
    boolean bad = Stream.of("BackOff", "Error", "ErrImage", "DOWN").anyMatch(word::contains);
    return bad ? colours.bad(padded) : padded;
  }
}
