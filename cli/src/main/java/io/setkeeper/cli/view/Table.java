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
  private static final String GAP = "   ";

  private Table() {}

  /** The lines, without an end of line. */
  public static List<String> render(Picture picture, Colours colours) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "READY", "STATUS", "RESTARTS", "VOLUME", "MEMBER", "VOTES", "LAG"));
    picture.pods().forEach(pod -> rows.add(row(picture, pod)));
    picture.status().members().stream()
        .filter(member -> member.pod().isEmpty())
        .forEach(member -> rows.add(orphan(member)));
    List<String> lines = new ArrayList<>(aligned(rows, colours));
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

  private static List<String> aligned(List<List<String>> rows, Colours colours) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths, colours)).toList();
  }

  private static String line(List<String> row, int[] widths, Colours colours) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String padded = row.get(i) + " ".repeat(widths[i] - row.get(i).length());
      line.append(coloured(row.get(i), padded, colours)).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String coloured(String word, String padded, Colours colours) {
    if (word.equals("PRIMARY") || word.equals("SECONDARY")) {
      return colours.good(padded);
    }
    boolean bad = Stream.of("BackOff", "Error", "ErrImage", "DOWN").anyMatch(word::contains);
    return bad ? colours.bad(padded) : padded;
  }
}
