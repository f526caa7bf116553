package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The API server's objects of one namespace. Every failure is a {@link Refusal} in plain words. */
final class Api {
  private final KubernetesClient client;
  private final String namespace;

  Api(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** One object; empty when the API server says that there is none. */
  Optional<GenericKubernetesResource> get(Kind kind, String name) throws Refusal {
    return call("get", kind, name, () -> resources(kind).withName(name).get());
  }

  /** All objects that carry the labels. */
  List<GenericKubernetesResource> list(Kind kind, Map<String, String> labels) throws Refusal {
    return call("list", kind, "", () -> resources(kind).withLabels(labels).list().getItems())
        .orElse(List.of());
  }

  GenericKubernetesResource create(Kind kind, GenericKubernetesResource object) throws Refusal {
    String name = object.getMetadata().getName();
    return call("create", kind, name, () -> resources(kind).resource(object).create())
        .orElse(object);
  }

  /** Replaces an object; refused with 409 when its resourceVersion is no longer the one given. */
  GenericKubernetesResource replace(Kind kind, GenericKubernetesResource object) throws Refusal {
    String name = object.getMetadata().getName();
    return call("update", kind, name, () -> resources(kind).resource(object).update())
        .orElse(object);
  }

  /** Merges JSON into an object. */
  void merge(Kind kind, String name, Map<String, ?> patch) throws Refusal {
    String json = client.getKubernetesSerialization().asJson(patch);
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    call("patch", kind, name, () -> resources(kind).withName(name).patch(merge, json));
  }

  NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      resources(Kind kind) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = client.genericKubernetesResources(kind.context());
    return kind.namespaced() ? all.inNamespace(namespace) : all;
  }

  String namespace() {
    return namespace;
  }

  private <T> Optional<T> call(String verb, Kind kind, String name, Supplier<T> request)
      throws Refusal {
    try {
      return Optional.ofNullable(request.get());
    } catch (KubernetesClientException e) {
      throw Refusal.of(verb, kind, namespace, name, e);
    }
  }
}
