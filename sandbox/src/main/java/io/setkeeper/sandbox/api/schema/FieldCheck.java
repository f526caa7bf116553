package io.setkeeper.sandbox.api.schema;

import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.Served;
import io.setkeeper.sandbox.store.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks an object against the table: values of a wrong type, and fields that there are not. */
public final class FieldCheck {
  private final Schema schema = Schema.get();
  private final String kind;
  private final Served served;
  private final List<String> unknown = new ArrayList<>();

  private FieldCheck(String kind, Served served) {
    this.kind = kind;
    this.served = served;
  }

  /**
   * Checks an object as a client sent it, and drops the fields that the kind has not.
   *
   * @return what was dropped, in the words of a remark
   * @throws StatusException a value is of a wrong type
   */
  public static List<String> unknownFields(String kind, Served served, ObjectNode object) {
    FieldCheck check = new FieldCheck(kind, served);
    check.object(object, Schema.typeOf(served.group(), kind), "");
    return check.unknown;
  }

  private void object(ObjectNode object, String type, String at) {
    Optional<Map<String, FieldType>> fields = schema.fields(type);
    if (fields.isEmpty()) {
      return;
    }
    List<String> dropped = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      String path = at.isEmpty() ? property.getKey() : at + "." + property.getKey();
      FieldType field = fields.get().get(property.getKey());
      if (field == null) {
        unknown.add("unknown field \"" + path + "\"");
        dropped.add(property.getKey());
      } else if (!property.getValue().isNull()) {
        value(property.getValue(), field, path);
      }
    }
    object.remove(dropped);
  }

  private void value(JsonNode value, FieldType type, String at) {
    switch (type.shape()) {
      case ONE -> one(value, type.name(), at);
      case LIST -> {
        demand(value.isArray(), value, at, "[]" + type.name());
        int index = 0;
        for (JsonNode item : value) {
          one(item, type.name(), at + "[" + index++ + "]");
        }
      }
      case MAP -> {
        demand(value.isObject(), value, at, "map[string]" + type.name());
        value
            .propertyStream()
            .filter(entry -> !entry.getValue().isNull())
            .forEach(entry -> one(entry.getValue(), type.name(), at));
      }
    }
  }

  private void one(JsonNode value, String type, String at) {
    boolean fits =
        switch (type) {
          case "any" -> true;
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "quantity" -> value.isString() || value.isNumber();
          case "intOrString" -> value.isString() || value.isIntegralNumber();
          default -> value.isObject();
        };
    demand(fits, value, at, type);
    if (value instanceof ObjectNode object && !type.equals("any")) {
      object(object, type, at);
    }
  }

  private void demand(boolean fits, JsonNode value, String at, String type) {
    if (!fits) {
      String path = at.replaceAll("\\[[0-9]+]", "");
      throw StatusException.of(
          Reason.BAD_REQUEST,
          ("%1$s in version \"%2$s\" cannot be handled as a %1$s: json: cannot unmarshal %3$s into"
                  + " Go struct field %1$s.%4$s of type %5$s")
              .formatted(kind, served.version(), word(value), path, type));
    }
  }

  private static String word(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "bool";
      case ARRAY -> "array";
      default -> "object";
    };
  }
}
