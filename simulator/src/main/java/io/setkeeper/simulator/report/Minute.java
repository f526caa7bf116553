package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.util.List;

/** A piece of the run, drawn with everything in it: faults, API server, a lane per pod. */
final class Minute {
  private static final double AXIS = 20;
  private static final double LOST = 22;
  private static final long TICK = 5_000;

  private final Story story;
  private final Scale scale;
  private final Svg back = new Svg();
  private final Svg front = new Svg();
  private double y = AXIS;

  private Minute(Story story, Scale scale) {
    this.story = story;
    this.scale = scale;
  }

  static String draw(Story story, Scale scale) {
    Minute minute = new Minute(story, scale);
    minute.band("faults", "fault", Stretch.between(story.faults(), scale.from(), scale.to()));
    minute.band("API server", "order", minute.orders());
    minute.lost();
    for (String pod : story.pods(scale.from(), scale.to())) {
      minute.y += 6;
      minute.front.add(PodLane.draw(story, pod, scale, minute.y));
      minute.y += PodLane.HEIGHT - 6;
    }
    minute.shade();
    minute.axis();
    minute.violations();
    return minute
        .back
        .add(minute.front)
        .drawing(
            Scale.WIDTH,
            minute.y,
            "From %s to %s".formatted(Moment.time(scale.from()), Moment.time(scale.to())));
  }

  private void band(String name, String type, List<Stretch> stretches) {
    if (stretches.isEmpty()) {
      return;
    }
    y += 4;
    Band band = new Band(scale, type, y);
    stretches.forEach(band::add);
    front.text("name", 2, y + 11, name, "").add(band.svg());
    y += band.height();
  }

  /** What people ordered, and what became of the record. */
  private List<Stretch> orders() {
    return story
        .in("api", scale.from(), scale.to())
        .map(
            moment ->
                new Stretch(
                    moment.event().at(), moment.event().at(), shortened(moment), moment.number()))
        .toList();
  }

  /** A record as Java writes it is too long for a label; the list has all of it. */
  private static String shortened(Moment moment) {
    String text = moment.event().text();
    int bracket = text.indexOf('[');
    if (bracket > 0 && !text.startsWith("the record")) {
      // "wished for mongo-1: MemberSettings[...]"
      return text.substring(0, text.lastIndexOf(' ', bracket)).replaceFirst(":$", "");
    }
    return bracket > 0 ? text.substring(0, bracket) : text;
  }

  private void lost() {
    List<Lost> seconds = Lost.bySecond(story.lost(), scale.from(), scale.to());
    if (seconds.isEmpty()) {
      return;
    }
    y += 4;
    int most = seconds.stream().mapToInt(Lost::count).max().orElse(1);
    front.text("name", 2, y + 12, "lost", "Messages lost on the way");
    for (Lost second : seconds) {
      double height = Math.max(2, (LOST - 6) * second.count() / most);
      front.rect(
          "lost",
          scale.x(second.at()),
          y + LOST - 4 - height,
          Math.max(1, scale.width(second.at(), second.at() + 1_000) - 1),
          height,
          Moment.time(second.at()) + ": " + second.words());
    }
    y += LOST;
  }

  /** How long each fault lasts, behind everything. */
  private void shade() {
    for (Stretch fault : Stretch.between(story.faults(), scale.from(), scale.to())) {
      double width = scale.width(fault.from(), fault.to());
      if (width > 0) {
        back.rect("shade", scale.x(fault.from()), AXIS, width, y - AXIS, "");
      }
    }
  }

  private void axis() {
    for (long tick = scale.from(); tick <= scale.to(); tick += TICK) {
      double x = scale.x(tick);
      back.line(tick % 60_000 == 0 ? "grid minute" : "grid", x, AXIS - 4, x, y);
      String label = "%d:%02d".formatted(tick / 60_000, tick / 1_000 % 60);
      back.text(tick == scale.to() ? "time last" : "time", x, 11, label, "");
    }
  }

  private void violations() {
    story
        .between(scale.from(), scale.to() + 1)
        .filter(moment -> moment.is(Trace.Kind.VIOLATION))
        .forEach(
            moment -> {
              double x = scale.x(moment.event().at());
              String text = "✖ violation: " + moment.event().text();
              front
                  .link(moment.anchor())
                  .rect("violation", x - 1.5, 0, 3, y, text)
                  .text(
                      x > Scale.WIDTH / 2 ? "violated last" : "violated",
                      x > Scale.WIDTH / 2 ? x - 5 : x + 5,
                      AXIS + 3,
                      Scale.fitted(text, Scale.WIDTH / 2),
                      text)
                  .endLink();
            });
  }
}
