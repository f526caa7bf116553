package io.setkeeper.simulator.report;

import java.util.ArrayList;
import java.util.List;

/** Labelled stretches in as many rows as it takes that no label covers another. */
final class Band {
  private static final double ROW = 16;
  private static final double GAP = 4;

  private final Scale scale;
  private final String type;
  private final List<Double> rows = new ArrayList<>();
  private final Svg svg = new Svg();
  private final double top;

  /**
   * An empty one.
   *
   * @param type the CSS class of its boxes
   */
  Band(Scale scale, String type, double top) {
    this.scale = scale;
    this.type = type;
    this.top = top;
  }

  /** Adds one that does not begin before the last one. */
  void add(Stretch stretch) {
    double x = scale.x(stretch.from());
    double width = Math.max(3, scale.width(stretch.from(), stretch.to()));
    double label = Scale.widthOf(stretch.what()) + 6;
    // At the right edge the label stands left of its box.
    boolean inside = x + Math.max(width, label) <= Scale.right() || label <= width;
    double begin = inside ? x : x - label;
    int row = row(begin, inside ? x + Math.max(width, label) + GAP : x + width + GAP);
    double y = top + row * ROW;
    String title = title(stretch);
    svg.link(Moment.anchor(stretch.cause()))
        .rect(type, x, y, width, ROW - 3, title)
        .text(
            inside ? "label" : "label last",
            inside ? x + 5 : x - 3,
            y + ROW - 6,
            stretch.what(),
            title)
        .endLink();
  }

  private static String title(Stretch stretch) {
    return stretch.to() > stretch.from()
        ? "%s to %s: %s"
            .formatted(Moment.time(stretch.from()), Moment.time(stretch.to()), stretch.what())
        : Moment.time(stretch.from()) + ": " + stretch.what();
  }

  private int row(double begin, double end) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) <= begin) {
        rows.set(i, end);
        return i;
      }
    }
    rows.add(end);
    return rows.size() - 1;
  }

  double height() {
    return rows.size() * ROW;
  }

  Svg svg() {
    return svg;
  }
}
