package io.setkeeper.simulator.report;

import io.setkeeper.simulator.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run as one HTML page that needs nothing else: no network, no script, no other file. The run is
 * drawn in pieces of a minute, so that it is legible at 1280 pixels.
 */
public final class Page {
  private static final long PIECE = 60_000;

  private Page() {}

  /** Draws it. */
  public static String draw(Heading heading, List<Trace.Event> events) {
    long last = events.isEmpty() ? 0 : events.getLast().at();
    long end = Math.max(1, Math.max(heading.end(), last));
    Story story = Story.of(events, end);
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s</style>
        <h1>%1$s</h1>
        <ul class="facts %3$s">
        %4$s</ul>
        """
            .formatted(
                Svg.escape(heading.title()),
                resource("page.css"),
                heading.good() ? "good" : "bad",
                items(heading.facts())));
    html.append(violations(story));
    html.append(resource("legend.html"));
    html.append("<h2>The whole run</h2>\n").append(Overview.draw(story, PIECE));
    for (long from = 0; from < end; from += PIECE) {
      html.append("<h2 id=\"%s\">Minute %d</h2>\n".formatted(anchor(from), from / PIECE + 1));
      html.append(Minute.draw(story, new Scale(from, from + PIECE)));
    }
    html.append("<h2 id=\"configs\">Configs</h2>\n").append(Lists.configs(story));
    html.append("<h2 id=\"all\">All that happened</h2>\n").append(Lists.all(story));
    return html.append("</html>\n").toString();
  }

  /** The anchor of a piece's drawing. */
  static String anchor(long from) {
    return "m" + from / PIECE;
  }

  private static String items(List<String> facts) {
    return facts.stream()
        .map(fact -> "<li>" + Svg.escape(fact) + "\n")
        .collect(Collectors.joining());
  }

  private static String violations(Story story) {
    return story.moments().stream()
        .filter(moment -> moment.is(Trace.Kind.VIOLATION))
        .map(
            moment ->
                "<p class=\"banner\"><a href=\"#%s\">✖ %s: %s</a>\n"
                    .formatted(moment.anchor(), moment.time(), Svg.escape(moment.event().text())))
        .collect(Collectors.joining());
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
