package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How whole objects are put into a file. */
record Layout(String text) {
  private static final String DIVIDER = "---\n";

  /** Whether it is one JSON object, which has no place beside it. */
  boolean isJson() {
    if (!text.stripLeading().startsWith("{")) {
      return false;
    }
    try {
      JsonMapper.shared().readTree(text);
      return true;
    } catch (tools.jackson.core.JacksonException e) {
      return false;
    }
  }

  /** Objects ahead of a document. */
  String before(Document next, List<String> objects) {
    String all =
        objects.stream().map(o -> o.stripTrailing() + "\n").collect(Collectors.joining(DIVIDER));
    String added = next.explicit() ? DIVIDER + all : all + DIVIDER;
    int place = next.explicit() ? next.start() : behindHead();
    return Splice.apply(text, List.of(new Splice(place, place, added)));
  }

  /** Behind the comments at the file's head that a blank line parts from what follows. */
  private int behindHead() {
    int place = 0;
    int line = 0;
    Places places = new Places(text);
    while (line < text.length()) {
      String words = text.substring(line, places.endOfLine(line)).strip();
      line = places.nextLine(line);
      if (words.isEmpty()) {
        place = line;
      } else if (!words.startsWith("#")) {
        return place;
      }
    }
    return place;
  }

  /** The JSON object, with others ahead of it, in a List. */
  String asList(List<JsonNode> objects) {
    String all = objects.stream().map(o -> Json.lines(o, "") + ",\n").collect(Collectors.joining());
    return "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n"
        + all
        + text.stripTrailing()
        + "\n]}\n";
  }

  static JsonNode list(List<JsonNode> objects, JsonNode last) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List");
    list.putArray("items").addAll(objects).add(last);
    return list;
  }
}
