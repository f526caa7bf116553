package io.setkeeper.sandbox.api.schema;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Served;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of version 2, which kubectl takes as protocol buffers only. The numbers of
 * the fields are those of gnostic's {@code OpenAPIv2.proto}.
 */
public final class OpenApiV2 {
  private OpenApiV2() {}

  /** The document for these kinds. */
  public static byte[] document(List<ResourceType> types) {
    Protobuf definitions = new Protobuf();
    ObjectNode schemas = new Definitions("#/definitions/").of(types, Definitions.versions(types));
    schemas
        .propertyStream()
        .forEach(
            schema -> definitions.message(1, named(schema.getKey(), schema(schema.getValue()))));
    return new Protobuf()
        .text(1, "2.0")
        .message(2, new Protobuf().text(1, "Kubernetes").text(2, "v1.34.0"))
        .message(8, paths(types))
        .message(9, definitions)
        .toBytes();
  }

  private static Protobuf named(String name, Protobuf value) {
    return new Protobuf().text(1, name).message(2, value);
  }

  private static Protobuf schema(JsonNode schema) {
    Protobuf message = new Protobuf();
    for (Map.Entry<String, JsonNode> property : schema.properties()) {
      JsonNode value = property.getValue();
      switch (property.getKey()) {
        case "$ref" -> message.text(1, value.asString());
        case "format" -> message.text(2, value.asString());
        case "additionalProperties" ->
            message.message(21, new Protobuf().message(1, schema(value)));
        case "type" -> message.message(22, new Protobuf().text(1, value.asString()));
        case "items" -> message.message(23, new Protobuf().message(1, schema(value)));
        case "properties" -> {
          Protobuf properties = new Protobuf();
          value
              .propertyStream()
              .forEach(
                  inner -> properties.message(1, named(inner.getKey(), schema(inner.getValue()))));
          message.message(25, properties);
        }
        // JSON is YAML, which is what is asked for here.
        default -> message.message(31, extension(property.getKey(), value));
      }
    }
    return message;
  }

  private static Protobuf extension(String name, JsonNode value) {
    return named(name, new Protobuf().text(2, Json.MAPPER.writeValueAsString(value)));
  }

  /** What patch takes in the query: from this kubectl knows that it may ask for a dry run. */
  private static Protobuf paths(List<ResourceType> types) {
    Protobuf paths = new Protobuf();
    for (ResourceType type : types) {
      for (Served served : type.served()) {
        Protobuf patch = new Protobuf();
        OpenApiV3.PATCH_QUERY.forEach(name -> patch.message(8, parameter(name)));
        patch.message(
            13,
            extension(
                "x-kubernetes-group-version-kind", Definitions.groupVersionKind(type, served)));
        paths.message(2, named(OpenApiV3.path(type, served), new Protobuf().message(8, patch)));
      }
    }
    return paths;
  }

  private static Protobuf parameter(String name) {
    Protobuf query = new Protobuf().text(2, "query").text(4, name).text(6, "string");
    Protobuf parameter = new Protobuf().message(2, new Protobuf().message(3, query));
    return new Protobuf().message(1, parameter);
  }
}
