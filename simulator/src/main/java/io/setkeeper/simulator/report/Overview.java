package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.List;
import java.util.Map;

/** The whole run in a small drawing, whose minutes lead to the large ones. */
final class Overview {
  private static final double AXIS = 18;
  private static final double ROW = 13;

  private Overview() {}

  static String draw(Story story, long piece) {
    Scale scale = new Scale(0, story.end());
    Svg svg = new Svg();
    double bottom = AXIS + (story.states().size() + 1) * ROW + 4;
    faults(story, scale, svg, bottom);
    double y = AXIS + ROW;
    for (Map.Entry<String, List<Stretch>> pod : story.states().entrySet()) {
      svg.text("small", 2, y + 9, pod.getKey(), "");
      for (Stretch state : pod.getValue()) {
        svg.rect(
            "state " + state.what(),
            scale.x(state.from()),
            y,
            Math.max(1, scale.width(state.from(), state.to())),
            ROW - 3,
            pod.getKey() + ": " + state.what());
      }
      y += ROW;
    }
    for (long from = 0; from < story.end(); from += piece) {
      double x = scale.x(from);
      svg.line("grid minute", x, AXIS - 4, x, bottom)
          .link(Page.anchor(from))
          .text("time link", x, 11, "%d:%02d".formatted(from / 60_000, from / 1_000 % 60), "")
          .endLink();
    }
    story.moments().stream()
        .filter(moment -> moment.is(Trace.Kind.VIOLATION))
        .forEach(
            moment ->
                svg.link(moment.anchor())
                    .rect(
                        "violation",
                        scale.x(moment.event().at()) - 1.5,
                        0,
                        3,
                        bottom,
                        moment.event().text())
                    .endLink());
    return svg.drawing(Scale.WIDTH, bottom, "The whole run");
  }

  private static void faults(Story story, Scale scale, Svg svg, double bottom) {
    svg.text("small", 2, AXIS + 9, "faults", "");
    for (Stretch fault : story.faults()) {
      double width = scale.width(fault.from(), fault.to());
      String title = Moment.time(fault.from()) + ": " + fault.what();
      svg.link(Moment.anchor(fault.cause()));
      if (width > 0) {
        svg.rect("shade", scale.x(fault.from()), AXIS, width, bottom - AXIS, title);
      }
      svg.rect("fault", scale.x(fault.from()), AXIS + 1, Math.max(1.5, width), ROW - 5, title)
          .endLink();
    }
  }
}
