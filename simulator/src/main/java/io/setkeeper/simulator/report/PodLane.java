package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.List;

/** A pod's lane: its member's state, elections and configs above, its keeper below. */
final class PodLane {
  private static final double MARKS = 13;
  private static final double BAR = 17;
  private static final double KEEPER = 13;

  /** A label may stand so far behind its mark where the one before takes the room. */
  private static final double FARTHEST = 80;

  /** The lane's height with the gap to the next. */
  static final double HEIGHT = MARKS + BAR + KEEPER + 7;

  private final Story story;
  private final String pod;
  private final Scale scale;
  private final double top;
  private final Svg svg = new Svg();

  private PodLane(Story story, String pod, Scale scale, double top) {
    this.story = story;
    this.pod = pod;
    this.scale = scale;
    this.top = top;
  }

  static Svg draw(Story story, String pod, Scale scale, double top) {
    PodLane lane = new PodLane(story, pod, scale, top);
    lane.names();
    lane.states();
    lane.keeper();
    lane.marks();
    return lane.svg;
  }

  private void names() {
    svg.line("lane", 0, top - 3, Scale.right(), top - 3)
        .text("name", 2, top + MARKS + BAR - 4, pod, "")
        .text("small", 2, top + MARKS + BAR + KEEPER - 2, "keeper", "");
  }

  private void states() {
    List<Stretch> all = story.states().getOrDefault(pod, List.of());
    for (Stretch state : Stretch.between(all, scale.from(), scale.to())) {
      double x = scale.x(state.from());
      double width = scale.width(state.from(), state.to());
      String title =
          "%s: %s from %s to %s"
              .formatted(pod, state.what(), Moment.time(state.from()), Moment.time(state.to()));
      svg.link(Moment.anchor(state.cause()))
          .rect("state " + state.what(), x, top + MARKS, Math.max(1, width), BAR, title)
          .endLink();
      String label = Scale.fitted(state.what(), width - 6);
      if (!label.isEmpty()) {
        svg.text("in " + state.what(), x + 4, top + MARKS + BAR - 5, label, "");
      }
    }
  }

  private void keeper() {
    double y = top + MARKS + BAR + KEEPER / 2 + 1;
    svg.line("thread", Scale.LEFT, y, Scale.right(), y);
    story
        .in("keeper/" + pod, scale.from(), scale.to())
        .filter(moment -> moment.is(Trace.Kind.DECISION))
        .forEach(
            moment ->
                svg.link(moment.anchor())
                    .circle(
                        "decision " + Said.of(moment).kind(),
                        scale.x(moment.event().at()),
                        y,
                        3.6,
                        moment.time() + " keeper of " + pod + "\n" + moment.event().text())
                    .endLink());
  }

  /** Elections, configs, rollbacks; a label that would cover the one before is left out. */
  private void marks() {
    double free = Scale.LEFT;
    List<Moment> marked =
        story
            .in("mongod/" + pod, scale.from(), scale.to())
            .filter(moment -> !Mark.of(moment).isEmpty())
            .toList();
    for (int i = 0; i < marked.size(); i++) {
      Moment moment = marked.get(i);
      double x = scale.x(moment.event().at());
      Mark mark = Mark.of(moment);
      String title = moment.time() + " " + pod + ": " + moment.event().text();
      double begin = Math.max(x + 3, free);
      double end = begin + Scale.widthOf(mark.label());
      boolean yields = mark.yields() && i + 1 < marked.size() && x(marked.get(i + 1)) < end;
      boolean labelled =
          begin - x < FARTHEST && end <= Scale.right() && !yields && !mark.label().isEmpty();
      // A tall tick would run through the label of the one before.
      double height = labelled && begin - x < 4 ? MARKS - 2 : 4;
      svg.link(moment.anchor())
          .rect("tick " + mark.type(), x, top + MARKS - height, 1.6, height, title);
      if (labelled) {
        svg.text("mark " + mark.type(), begin, top + MARKS - 3, mark.label(), title);
        free = end + 12;
      }
      svg.endLink();
    }
  }

  private double x(Moment moment) {
    return scale.x(moment.event().at());
  }
}
