package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Served;
import io.setkeeper.sandbox.store.Subresource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is served: the answers below {@code /api} and {@code /apis}, and {@code /version}. */
final class Discovery {
  /** Kinds that are asked and answered but not stored. */
  static final List<Review> REVIEWS =
      List.of(
          new Review("SelfSubjectAccessReview", "selfsubjectaccessreviews"),
          new Review("SubjectAccessReview", "subjectaccessreviews"));

  static final Served AUTHORIZATION = Served.of("authorization.k8s.io", "v1");

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private final List<ResourceType> types;

  record Review(String kind, String plural) {}

  Discovery(List<ResourceType> types) {
    this.types = types;
  }

  static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "34")
        .put("gitVersion", "v1.34.0+setkeeper-sandbox")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "none: Java " + Runtime.version().feature())
        .put("compiler", "javac")
        .put("platform", "linux/" + System.getProperty("os.arch"));
  }

  /** {@code /api}. */
  ObjectNode core(String address) {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", address);
    return versions;
  }

  /** {@code /apis}. */
  ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    names().forEach(name -> groups.add(describe(name)));
    return list;
  }

  /** {@code /apis/GROUP}. */
  Optional<ObjectNode> group(String name) {
    return names().contains(name)
        ? Optional.of(describe(name).put("kind", "APIGroup").put("apiVersion", "v1"))
        : Optional.empty();
  }

  /** {@code /api/v1}, {@code /apis/GROUP/VERSION}. */
  Optional<ObjectNode> resources(String apiVersion) {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", apiVersion);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types) {
      for (Served served : type.served()) {
        if (served.apiVersion().equals(apiVersion)) {
          resources.add(resource(type));
          type.subresources().stream()
              .sorted()
              .forEach(sub -> resources.add(subresource(type, sub)));
        }
      }
    }
    if (AUTHORIZATION.apiVersion().equals(apiVersion)) {
      REVIEWS.forEach(review -> resources.add(review(review)));
    }
    return resources.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    types.forEach(type -> type.served().forEach(served -> names.add(served.group())));
    names.add(AUTHORIZATION.group());
    names.remove("");
    return names;
  }

  private ObjectNode describe(String name) {
    Set<String> versions = new LinkedHashSet<>();
    for (ResourceType type : types) {
      for (Served served : type.served()) {
        if (served.group().equals(name)) {
          versions.add(served.version());
        }
      }
    }
    if (AUTHORIZATION.group().equals(name)) {
      versions.add(AUTHORIZATION.version());
    }
    ObjectNode group = Json.object().put("name", name);
    ArrayNode list = group.putArray("versions");
    List<ObjectNode> described = new ArrayList<>();
    for (String version : versions) {
      described.add(
          Json.object().put("groupVersion", name + "/" + version).put("version", version));
    }
    described.forEach(list::add);
    group.set("preferredVersion", described.getFirst().deepCopy());
    return group;
  }

  private static ObjectNode resource(ResourceType type) {
    ObjectNode resource =
        Json.object()
            .put("name", type.plural())
            .put("singularName", type.singular())
            .put("namespaced", type.namespaced())
            .put("kind", type.kind());
    ArrayNode verbs = resource.putArray("verbs");
    VERBS.forEach(verbs::add);
    if (!type.shortNames().isEmpty()) {
      type.shortNames().forEach(Json.list(resource, "shortNames")::add);
    }
    if (!type.categories().isEmpty()) {
      type.categories().forEach(Json.list(resource, "categories")::add);
    }
    return resource;
  }

  private static ObjectNode subresource(ResourceType type, Subresource subresource) {
    ObjectNode resource =
        Json.object()
            .put("name", type.plural() + "/" + subresource.name().toLowerCase(Locale.ROOT))
            .put("singularName", "")
            .put("namespaced", type.namespaced())
            .put("kind", type.kind());
    if (subresource == Subresource.SCALE) {
      resource.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
    }
    ArrayNode verbs = resource.putArray("verbs");
    switch (subresource) {
      case STATUS, SCALE -> verbs.add("get").add("patch").add("update");
      case LOG -> verbs.add("get");
      case PORTFORWARD -> {
        resource.put("kind", "PodPortForwardOptions");
        verbs.add("create").add("get");
      }
    }
    return resource;
  }

  private static ObjectNode review(Review review) {
    ObjectNode resource =
        Json.object()
            .put("name", review.plural())
            .put("singularName", "")
            .put("namespaced", false)
            .put("kind", review.kind());
    resource.putArray("verbs").add("create");
    return resource;
  }
}
