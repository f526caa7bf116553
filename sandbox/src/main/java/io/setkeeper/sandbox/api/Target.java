package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Served;
import java.util.List;
import java.util.Optional;

/**
 * What a path below {@code /api} or {@code /apis} is about.
 *
 * @param type the kind
 * @param served the version in which it is spoken of
 * @param namespace empty: none, or all
 * @param name empty: the collection
 * @param subresource empty: the object itself
 */
record Target(ResourceType type, Served served, String namespace, String name, String subresource) {

  boolean isCollection() {
    return name.isEmpty();
  }

  /** Reads {@code /api/v1/...} and {@code /apis/GROUP/VERSION/...}. */
  static Optional<Target> parse(List<String> path, List<ResourceType> types) {
    boolean core = path.getFirst().equals("api");
    int start = core ? 2 : 3;
    if (path.size() <= start) {
      return Optional.empty();
    }
    String group = core ? "" : path.get(1);
    String version = path.get(start - 1);
    List<String> rest = path.subList(start, path.size());
    boolean inNamespace = rest.getFirst().equals("namespaces") && rest.size() > 2;
    // namespaces/NAME/status is the namespace's own.
    if (inNamespace && rest.size() == 3 && List.of("status", "finalize").contains(rest.get(2))) {
      inNamespace = false;
    }
    String namespace = inNamespace ? rest.get(1) : "";
    List<String> own = inNamespace ? rest.subList(2, rest.size()) : rest;
    boolean namespaced = inNamespace;
    return own.size() > 3
        ? Optional.empty()
        : types.stream()
            .filter(type -> type.plural().equals(own.getFirst()))
            .filter(
                type -> type.namespaced() == namespaced || (type.namespaced() && own.size() == 1))
            .flatMap(
                type -> type.served().stream().map(served -> target(type, served, namespace, own)))
            .filter(target -> target.served.group().equals(group))
            .filter(target -> target.served.version().equals(version))
            .findFirst();
  }

  private static Target target(
      ResourceType type, Served served, String namespace, List<String> own) {
    return new Target(
        type,
        served,
        namespace,
        own.size() > 1 ? own.get(1) : "",
        own.size() > 2 ? own.get(2) : "");
  }
}
