package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
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

  /** What is at the path, as it is. */
  static Column at(String name, String... path) {
    return text(name, object -> Json.text(object, path));
  }

  static Column integer(String name, ToLongFunction<ObjectNode> value) {
    return new Column(name, "integer", false, (o, now) -> LongNode.valueOf(value.applyAsLong(o)));
  }

  static String orNone(String value) {
    return value.isEmpty() ? "<none>" : value;
  }

  /** A property of each element, with commas. */
  static String joined(JsonNode list, String property) {
    return list.valueStream()
        .map(item -> Json.text(item, property))
        .collect(Collectors.joining(","));
  }

  /** {@code a=b,c=d}. */
  static String pairs(JsonNode map) {
    return orNone(
        map.propertyStream()
            .map(pair -> pair.getKey() + "=" + pair.getValue().asString(""))
            .sorted()
            .collect(Collectors.joining(",")));
  }
}
