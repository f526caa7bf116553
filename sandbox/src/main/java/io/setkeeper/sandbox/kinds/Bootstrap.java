package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import java.net.URI;
import java.util.List;
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
        store.create(Kinds.SERVICE_ACCOUNT, named(name, "default"));
      }
    }
  }

  /** Creates the service {@code kubernetes} and its endpoints anew: the API server itself. */
  public static void kubernetes(ObjectStore store, URI uri) {
    if (store.find(Kinds.SERVICE, "default", "kubernetes").isEmpty()) {
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
      store.create(Kinds.SERVICE, service);
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
