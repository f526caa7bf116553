package io.setkeeper.cli.modernize.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** How scalars are written. */
public final class Scalars {
  /** What no reader of YAML 1.1 or 1.2 takes for anything but a text. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[\\w./@-]|:(?=[\\w./@-]))*");

  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private Scalars() {}

  /** A text in YAML: as it is where that is safe, else in double quotes. */
  public static String text(String value) {
    boolean plain =
        PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(java.util.Locale.ROOT));
    return plain ? value : quoted(value);
  }

  private static String quoted(String value) {
    return StringNode.valueOf(value).toString();
  }

  /** A value in the style of the one that it takes the place of. */
  static String write(JsonNode value, ScalarStyle style) {
    if (!value.isString()) {
      return value.toString();
    }
    String text = value.asString();
    return switch (style) {
      case DOUBLE_QUOTED -> quoted(text);
      case SINGLE_QUOTED -> "'" + text.replace("'", "''") + "'";
      default -> text(text);
    };
  }
}
