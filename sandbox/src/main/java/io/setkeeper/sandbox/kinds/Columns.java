package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The columns of {@code kubectl get}: those common to many kinds, and short ways to make others.
 */
final class Columns {
  static final Column NAME = text("Name", Json::name);
  static final Column AGE = since("Age", "metadata", "creationTimestamp");

  /** For kinds about which nothing more is said. */
  static final List<Column> DEFAULT =
      List.of(NAME, new Column("Created At", "date", false, (o, now) -> created(o)));

  private Columns() {}

  private static JsonNode created(ObjectNode object) {
    return StringNode.valueOf(Json.text(object, "metadata", "creationTimestamp"));
  }

  static Column text(String name, Function<ObjectNode, String> value) {
    return new Column(name, "string", false, (o, now) -> StringNode.valueOf(value.apply(o)));
  }

  static Column wide(Column column) {
    return new Column(column.name(), column.type(), true, column.value());
  }

  /** How long ago the time at the path was. */
  static Column since(String name, String... path) {
    return new Column(
        name, "string", false, (o, now) -> StringNode.valueOf(age(Json.text(o, path), now)));
  }

  static String age(String time, Instant now) {
    return time.isEmpty() ? "<unknown>" : Ages.between(Instant.parse(time), now);
  }
}
