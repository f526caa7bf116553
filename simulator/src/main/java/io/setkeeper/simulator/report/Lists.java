package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.stream.Collectors;

/** What happened as HTML to be read, with an anchor for each mark of the drawings. */
final class Lists {
  private Lists() {}

  /** The configs that were written. */
  static String configs(Story story) {
    String rows =
        story.moments().stream()
            .filter(moment -> moment.is(Trace.Kind.CONFIG))
            .map(
                moment ->
                    "<tr><td><a href=\"#%s\">%s</a><td>%s<td>%s\n"
                        .formatted(
                            moment.anchor(),
                            moment.time(),
                            Svg.escape(moment.pod()),
                            Svg.escape(moment.event().text())))
            .collect(Collectors.joining());
    return "<table><tr><th>Time<th>Written by<th>Config\n" + rows + "</table>\n";
  }

  /** All that happened; kinds can be left out, without a script. */
  static String all(Story story) {
    StringBuilder html = new StringBuilder("<div class=\"all\">\n<p class=\"filter\">Show: ");
    for (Trace.Kind kind : Trace.Kind.values()) {
      if (story.moments().stream().anyMatch(moment -> moment.is(kind))) {
        html.append(
            "<label><input type=\"checkbox\" class=\"show-%1$s\" checked> %2$s</label>\n"
                .formatted(kind.name(), Svg.escape(name(kind))));
      }
    }
    html.append("</p>\n<ol>\n");
    story.moments().forEach(moment -> html.append(row(moment)));
    return html.append("</ol>\n</div>\n").toString();
  }

  private static String name(Trace.Kind kind) {
    return switch (kind) {
      case FAULT -> "faults";
      case ORDER -> "orders";
      case POD -> "pods";
      case STATE -> "states";
      case ELECTION -> "elections";
      case CONFIG -> "configs";
      case INSTALLED -> "installed configs";
      case DECISION -> "decisions";
      case OUTCOME -> "outcomes";
      case LOST -> "lost messages";
      case WRITE -> "data";
      case VIOLATION -> "violations";
    };
  }

  private static String row(Moment moment) {
    return "<li id=\"%s\" class=\"%s\"><time>%s</time><b>%s</b><span>%s</span>\n"
        .formatted(
            moment.anchor(),
            moment.event().kind(),
            moment.time(),
            Svg.escape(moment.event().lane().replace('/', ' ')),
            text(moment));
  }

  private static String text(Moment moment) {
    if (!moment.is(Trace.Kind.DECISION)) {
      return Svg.escape(moment.event().text());
    }
    Said said = Said.of(moment);
    return "<i class=\"kind %s\">%s</i> %s<small>%s</small>"
        .formatted(said.kind(), said.kind(), Svg.escape(said.what()), Svg.escape(said.because()));
  }
}
