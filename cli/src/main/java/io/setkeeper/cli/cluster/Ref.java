package io.setkeeper.cli.cluster;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.ResourceType;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where an object is found in the API.
 *
 * @param type its kind
 * @param apiVersion the version to speak, one of those in which the kind is served
 * @param namespace empty for a kind that is in none
 */
public record Ref(ResourceType type, String apiVersion, String namespace, String name) {

  /** An object of a kind, in the version in which it is stored. */
  public static Ref to(ResourceType type, String namespace, String name) {
    return new Ref(type, type.storage().apiVersion(), type.namespaced() ? namespace : "", name);
  }

  /** What a file's object names; empty where its kind is not served in its version. */
  public static Optional<Ref> of(JsonNode object, String defaultNamespace) {
    String apiVersion = Trees.text(object, "apiVersion");
    String kind = Trees.text(object, "kind");
    String namespace = Trees.text(object, "metadata", "namespace");
    return Kinds.all().stream()
        .filter(type -> type.kind().equals(kind))
        .filter(type -> type.served().stream().anyMatch(s -> s.apiVersion().equals(apiVersion)))
        .findFirst()
        .map(
            type ->
                new Ref(
                    type,
                    apiVersion,
                    !type.namespaced() ? "" : namespace.isEmpty() ? defaultNamespace : namespace,
                    Trees.name(object)));
  }

  /** The path of the collection that it is in. */
  public String collection() {
    String root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
    String in = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    return root + in + "/" + type.plural();
  }

  /** The path of the object. */
  public String path() {
    return collection() + "/" + name;
  }

  /** As kubectl names it: {@code statefulset.apps/mongo}. */
  @Override
  public String toString() {
    String group = type.group().isEmpty() ? "" : "." + type.group();
    return type.singular() + group + "/" + name;
  }
}
