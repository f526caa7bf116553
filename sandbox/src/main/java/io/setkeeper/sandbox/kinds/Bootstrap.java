package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What is in every cluster from the start. */
public final class Bootstrap {
  private Bootstrap() {}

  /** Creates the namespaces with their default service accounts, where they are missing. */
  public static void namespaces(ObjectStore store) {
    for (String name : List.of("default", "kube-system", "kube-public")) {
      if (store.find(Kinds.NAMESPACE, "", name).isEmpty()) {
        store.create(Kinds.NAMESPACE, named("", name));
      }
      if (store.find(Kinds.SERVICE_ACCOUNT, name, "default").isEmpty()) {
        serviceAccount(store, name);
      }
    }
  }

  static void serviceAccount(ObjectStore store, String namespace) {
    store.create(Kinds.SERVICE_ACCOUNT, named(namespace, "default"));
  }

  /** Creates the service {@code kubernetes}, the API server itself, or anew if it has moved. */
  public static void kubernetes(ObjectStore store, URI uri) {
    ObjectNode service = named("default", "kubernetes");
    Json.with(service, "metadata", "labels")
        .put("component", "apiserver")
        .put("provider", "kubernetes");
    ObjectNode spec = Json.with(service, "spec").put("clusterIP", uri.getHost());
    Json.list(spec, "ports")
        .addObject()
        .put("name", "https")
        .put("protocol", "TCP")
        .put("port", uri.getPort())
        .put("targetPort", uri.getPort());
    Optional<ObjectNode> found = store.find(Kinds.SERVICE, "default", "kubernetes");
    boolean moved =
        found.filter(old -> Json.text(old, "spec", "clusterIP").equals(uri.getHost())).isEmpty();
    if (found.isPresent() && moved) {
      store.delete(Kinds.SERVICE, "default", "kubernetes", DeleteOptions.NOW);
    }
    if (moved) {
      store.create(Kinds.SERVICE, service);
    } else {
      store.update(Kinds.SERVICE, service);
    }
  }

  private static ObjectNode named(String namespace, String name) {
    ObjectNode object = Json.object();
    ObjectNode metadata = Json.with(object, "metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }
}
