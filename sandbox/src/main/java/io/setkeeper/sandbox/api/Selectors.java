package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads label and field selectors as they stand in a query. */
final class Selectors {
  private static final String KEY = "([A-Za-z0-9._/-]+)";
  private static final Pattern EQUALITY =
      Pattern.compile(KEY + "\\s*(==|=|!=)\\s*([A-Za-z0-9._-]*)");
  private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);

  private Selectors() {}

  /** The selection of a list or watch. */
  static Selector of(Exchange exchange, Target target) {
    Selector labels = labels(exchange.query("labelSelector"));
    Selector fields = fields(target.type(), exchange.query("fieldSelector"));
    return object -> labels.test(object) && fields.test(object);
  }

  static Selector labels(String text) {
    List<Selector> all = new ArrayList<>();
    // A comma within parentheses belongs to its set.
    for (String part : text.split(",(?![^(]*\\))", -1)) {
      if (!part.isBlank()) {
        all.add(requirement(part.strip()));
      }
    }
    return object -> all.stream().allMatch(one -> one.test(object));
  }

  private static Selector requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values = List.of(set.group(3).strip().split("\\s*,\\s*", -1));
      return label(set.group(1), values, set.group(2).equals("in"));
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      return label(equality.group(1), List.of(equality.group(3)), !equality.group(2).equals("!="));
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      boolean wanted = exists.group(1).isEmpty();
      String key = exists.group(2);
      return object -> Json.at(object, "metadata", "labels").has(key) == wanted;
    }
    throw StatusException.of(
        Reason.BAD_REQUEST, "unable to parse requirement: found '%s'".formatted(part));
  }

  /** An absent label is not equal to anything: in no set, and outside of each. */
  private static Selector label(String key, List<String> values, boolean within) {
    return object -> {
      JsonNode value = Json.at(object, "metadata", "labels").path(key);
      return (value.isString() && values.contains(value.asString())) == within;
    };
  }

  static Selector fields(ResourceType type, String text) {
    List<Selector> all = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        all.add(field(type, part.strip()));
      }
    }
    return object -> all.stream().allMatch(one -> one.test(object));
  }

  private static Selector field(ResourceType type, String part) {
    Matcher parsed = Pattern.compile("([A-Za-z.]+)(==|=|!=)(.*)").matcher(part);
    if (!parsed.matches()) {
      throw StatusException.of(
          Reason.BAD_REQUEST,
          "invalid selector: '%s'; can't understand '%s'".formatted(part, part));
    }
    String field = parsed.group(1);
    if (!List.of("metadata.name", "metadata.namespace").contains(field)
        && !type.selectable().contains(field)) {
      throw StatusException.of(Reason.BAD_REQUEST, "field label not supported: " + field);
    }
    String[] path = field.split("\\.", -1);
    String value = parsed.group(3);
    boolean wanted = !parsed.group(2).equals("!=");
    return object -> Json.text(object, path).equals(value) == wanted;
  }
}
