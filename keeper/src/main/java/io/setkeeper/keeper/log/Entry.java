package io.setkeeper.keeper.log;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One entry of the log.
 *
 * @param logger the name of who logs
 * @param error the stack trace, or null
 */
record Entry(
    Instant time,
    Level level,
    LogContext context,
    String logger,
    String message,
    @Nullable String error) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** For a person: time, level, set, pod, term/version, what there is to say. */
  String text() {
    StringBuilder line = new StringBuilder(TIME.format(time));
    line.append(' ').append(level);
    context.set().ifPresent(set -> line.append(' ').append(set));
    context.pod().ifPresent(pod -> line.append(' ').append(pod));
    context
        .config()
        .ifPresent(c -> line.append(' ').append(c.term()).append('/').append(c.version()));
    line.append(" - ").append(message);
    return error == null ? line.toString() : line.append('\n').append(error).toString();
  }

  /** For a machine: the same as a JSON object. */
  String json() {
    StringBuilder object = new StringBuilder("{");
    field(object, "time", TIME.format(time));
    field(object, "level", level.toString());
    context.set().ifPresent(set -> field(object, "set", set));
    context.pod().ifPresent(pod -> field(object, "pod", pod));
    context
        .config()
        .ifPresent(
            c ->
                object
                    .append(",\"term\":")
                    .append(c.term())
                    .append(",\"version\":")
                    .append(c.version()));
    field(object, "logger", logger);
    field(object, "message", message);
    if (error != null) {
      field(object, "error", error);
    }
    return object.append('}').toString();
  }

  private static void field(StringBuilder object, String name, String value) {
    if (object.length() > 1) {
      object.append(',');
    }
    object.append('"').append(name).append("\":\"");
    value.chars().forEach(c -> escape(object, (char) c));
    object.append('"');
  }

  private static void escape(StringBuilder text, char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ') {
          text.append("\\u%04x".formatted((int) c));
        } else {
          text.append(c);
        }
      }
    }
  }
}
