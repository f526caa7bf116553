package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects as kubectl prints them: kind Table of meta.k8s.io. */
final class Tables {
  private final Clock clock;

  Tables(Clock clock) {
    this.clock = clock;
  }

  /** Whether the client would rather have a table. */
  static boolean isWanted(Exchange exchange) {
    return exchange.accept().contains("as=Table");
  }

  /**
   * A table of objects.
   *
   * @param headings whether to describe the columns
   * @param include the query's {@code includeObject}: Metadata (or empty), Object, None
   */
  ObjectNode table(
      ResourceType type, List<ObjectNode> objects, long version, boolean headings, String include) {
    ObjectNode table = Json.object();
    table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata").put("resourceVersion", Long.toString(version));
    ArrayNode columns = table.putArray("columnDefinitions");
    if (headings) {
      type.columns().forEach(column -> columns.add(heading(column)));
    }
    ArrayNode rows = table.putArray("rows");
    Instant now = clock.instant();
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      type.columns().forEach(column -> cells.add(column.value().apply(object, now)));
      switch (include) {
        case "None" -> {}
        case "Object" -> row.set("object", object);
        default -> row.set("object", metadataOf(object));
      }
    }
    return table;
  }

  private static ObjectNode metadataOf(ObjectNode object) {
    ObjectNode partial = Json.object();
    partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", Json.at(object, "metadata"));
    return partial;
  }

  private static ObjectNode heading(Column column) {
    return Json.object()
        .put("name", column.name())
        .put("type", column.type())
        .put("format", column.name().equals("Name") ? "name" : "")
        .put("description", column.name())
        .put("priority", column.wide() ? 1 : 0);
  }
}
