package io.setkeeper.sandbox.api.schema;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Served;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI documents of version 3: one for each group and version. */
public final class OpenApiV3 {
  static final List<String> PATCH_QUERY =
      List.of("dryRun", "fieldManager", "fieldValidation", "force");

  private OpenApiV3() {}

  /** Where the documents are. */
  public static ObjectNode index(List<ResourceType> types) {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (Served served : Definitions.versions(types)) {
      String path = root(served);
      paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
    }
    return index;
  }

  /**
   * The document of a group and version.
   *
   * @param path {@code api/v1} or {@code apis/GROUP/VERSION}
   */
  public static Optional<ObjectNode> document(List<ResourceType> types, String path) {
    List<Served> versions =
        Definitions.versions(types).stream().filter(served -> root(served).equals(path)).toList();
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.34.0");
    ObjectNode paths = document.putObject("paths");
    for (ResourceType type : types) {
      type.served().stream()
          .filter(versions::contains)
          .forEach(served -> paths.putObject(path(type, served)).set("patch", patch(type, served)));
    }
    document
        .putObject("components")
        .set("schemas", new Definitions("#/components/schemas/").of(types, versions));
    return Optional.of(document);
  }

  private static ObjectNode patch(ResourceType type, Served served) {
    ObjectNode patch = Json.object().put("x-kubernetes-action", "patch");
    patch.set("x-kubernetes-group-version-kind", Definitions.groupVersionKind(type, served));
    ArrayNode parameters = patch.putArray("parameters");
    PATCH_QUERY.forEach(name -> parameters.addObject().put("name", name).put("in", "query"));
    return patch;
  }

  static String path(ResourceType type, Served served) {
    String within = type.namespaced() ? "/namespaces/{namespace}/" : "/";
    return "/" + root(served) + within + type.plural() + "/{name}";
  }

  private static String root(Served served) {
    return (served.group().isEmpty() ? "api/" : "apis/") + served.apiVersion();
  }
}
