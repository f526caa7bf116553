package io.setkeeper.sandbox.api.schema;

import io.setkeeper.sandbox.api.patch.MergeKeys;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Served;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table's types as JSON schemas, as OpenAPI has them.
 *
 * @param prefix of references: {@code #/definitions/} or {@code #/components/schemas/}
 */
record Definitions(String prefix) {
  private static final String PACKAGE = "io.k8s.api.";

  /** The name of the schema of a kind in a version. */
  static String nameOf(ResourceType type, Served served) {
    String group = served.group().isEmpty() ? "core" : served.group();
    return PACKAGE + group + "." + served.version() + "." + type.kind();
  }

  /** Group, version and kind, as {@code x-kubernetes-group-version-kind} has them. */
  static ObjectNode groupVersionKind(ResourceType type, Served served) {
    return Json.object()
        .put("group", served.group())
        .put("version", served.version())
        .put("kind", type.kind());
  }

  /** The schemas of these kinds and of all types in them. */
  ObjectNode of(List<ResourceType> types, List<Served> versions) {
    ObjectNode all = Json.object();
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new LinkedHashSet<>();
    for (ResourceType type : types) {
      for (Served served : type.served()) {
        if (versions.contains(served)) {
          String name = Schema.typeOf(served.group(), type.kind());
          ObjectNode schema = schema(name, open);
          schema.putArray("x-kubernetes-group-version-kind").add(groupVersionKind(type, served));
          all.set(nameOf(type, served), schema);
        }
      }
    }
    while (!open.isEmpty()) {
      String name = open.removeFirst();
      if (seen.add(name)) {
        all.set(PACKAGE + name, schema(name, open));
      }
    }
    return all;
  }

  private ObjectNode schema(String type, Deque<String> open) {
    ObjectNode schema = Json.object().put("type", "object");
    Map<String, FieldType> fields = Schema.get().fields(type).orElse(Map.of());
    if (!fields.isEmpty()) {
      ObjectNode properties = schema.putObject("properties");
      fields.forEach((name, field) -> properties.set(name, property(name, field, open)));
    }
    return schema;
  }

  private ObjectNode property(String name, FieldType field, Deque<String> open) {
    ObjectNode one = one(field.name(), open);
    ObjectNode property = Json.object();
    switch (field.shape()) {
      case ONE -> property = one;
      case LIST -> {
        property.put("type", "array").set("items", one);
        String key = MergeKeys.of(name, field.name()).orElse("");
        if (!key.isEmpty()) {
          property.put("x-kubernetes-patch-merge-key", key);
        }
        if (!key.isEmpty() || MergeKeys.isSet(name)) {
          boolean retain = name.equals("volumes");
          property.put("x-kubernetes-patch-strategy", retain ? "merge,retainKeys" : "merge");
        }
      }
      case MAP -> property.put("type", "object").set("additionalProperties", one);
    }
    return property;
  }

  private ObjectNode one(String type, Deque<String> open) {
    return switch (type) {
      case "any" -> Json.object().put("type", "object");
      case "string", "integer", "number", "boolean" -> Json.object().put("type", type);
      case "quantity" -> Json.object().put("type", "string");
      case "intOrString" -> Json.object().put("type", "string").put("format", "int-or-string");
      default -> {
        open.add(type);
        yield Json.object().put("$ref", prefix + PACKAGE + type);
      }
    };
  }

  /** The versions of all kinds, each once. */
  static List<Served> versions(List<ResourceType> types) {
    List<Served> all = new ArrayList<>();
    types.forEach(type -> all.addAll(type.served()));
    return all;
  }
}
