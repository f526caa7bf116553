package io.setkeeper.simulator.report;

import java.util.Locale;

/** Writes SVG. Coordinates are in the drawing's own units, pixels where nothing is scaled. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** Text as HTML and SVG take it. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A box. */
  Svg rect(String type, double x, double y, double width, double height, String title) {
    out.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                type,
                x,
                y,
                width,
                height))
        .append(ended("rect", title));
    return this;
  }

  Svg line(String type, double x1, double y1, double x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            type,
            x1,
            y1,
            x2,
            y2));
    return this;
  }

  Svg circle(String type, double x, double y, double radius, String title) {
    out.append(
            String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"",
                type,
                x,
                y,
                radius))
        .append(ended("circle", title));
    return this;
  }

  Svg text(String type, double x, double y, String text, String title) {
    out.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", type, x, y))
        .append(escape(text))
        .append(title(title))
        .append("</text>");
    return this;
  }

  /** What follows leads to an anchor of the page. */
  Svg link(String anchor) {
    out.append("<a href=\"#").append(anchor).append("\">");
    return this;
  }

  Svg endLink() {
    out.append("</a>");
    return this;
  }

  Svg add(Svg other) {
    out.append(other.out);
    return this;
  }

  /** The whole drawing, as wide as its place. */
  String drawing(double width, double height, String label) {
    return String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            width,
            height,
            escape(label))
        + out
        + "</svg>\n";
  }

  private static String ended(String element, String title) {
    return title.isEmpty() ? "/>" : ">" + title(title) + "</" + element + ">";
  }

  private static String title(String title) {
    return title.isEmpty() ? "" : "<title>" + escape(title) + "</title>";
  }
}
