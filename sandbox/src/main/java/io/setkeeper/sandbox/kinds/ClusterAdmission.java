package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Admission;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import io.setkeeper.sandbox.store.StatusException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the real server's admission plugins and allocators decide: the namespace must be there and
 * stay, services get an address, claims the default class.
 *
 * @param serviceAddresses the first three numbers of the addresses of services, e.g. {@code
 *     127.3.4}
 */
public record ClusterAdmission(String serviceAddresses) implements Admission {
  private static final int FIRST = 200;
  private static final int LAST = 254;
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
  private static final String CLASS = "volume.beta.kubernetes.io/storage-class";

  @Override
  public void admit(ObjectStore store, ResourceType type, ObjectNode object) {
    if (type.namespaced()) {
      namespace(store, type, object);
    }
    if (type.equals(Kinds.SERVICE)) {
      address(store, object);
    }
    if (type.equals(Kinds.PERSISTENT_VOLUME_CLAIM)) {
      storageClass(store, object);
    }
  }

  private static void namespace(ObjectStore store, ResourceType type, ObjectNode object) {
    String name = Json.namespace(object);
    ObjectNode namespace =
        store
            .find(Kinds.NAMESPACE, "", name)
            .orElseThrow(() -> StatusException.notFound(Kinds.NAMESPACE, name));
    if (Json.terminating(namespace)) {
      throw StatusException.forbidden(
          type,
          Json.name(object),
          "unable to create new content in namespace " + name + " because it is being terminated");
    }
  }

  private void address(ObjectStore store, ObjectNode service) {
    ObjectNode spec = Json.with(service, "spec");
    boolean wantsOne = !Json.text(spec, "type").equals("ExternalName");
    if (!wantsOne || !Json.text(spec, "clusterIP").isEmpty()) {
      if (wantsOne) {
        Json.list(spec, "clusterIPs").removeAll().add(Json.text(spec, "clusterIP"));
      }
      return;
    }
    Set<String> taken =
        store.list(Kinds.SERVICE, "", Selector.ALL).items().stream()
            .map(other -> Json.text(other, "spec", "clusterIP"))
            .collect(Collectors.toSet());
    String free =
        IntStream.rangeClosed(FIRST, LAST)
            .mapToObj(last -> serviceAddresses + "." + last)
            .filter(address -> !taken.contains(address))
            .findFirst()
            .orElseThrow(
                () ->
                    StatusException.forbidden(
                        Kinds.SERVICE,
                        Json.name(service),
                        "the sandbox has no more than %d addresses for services"
                            .formatted(LAST - FIRST + 1)));
    spec.put("clusterIP", free);
    Json.list(spec, "clusterIPs").removeAll().add(free);
  }

  private static void storageClass(ObjectStore store, ObjectNode claim) {
    boolean named =
        Json.has(claim, "spec", "storageClassName")
            || Json.has(claim, "metadata", "annotations", CLASS);
    Stream<ObjectNode> classes = store.list(Kinds.STORAGE_CLASS, "", Selector.ALL).items().stream();
    if (!named) {
      classes
          .filter(c -> Json.text(c, "metadata", "annotations", DEFAULT_CLASS).equals("true"))
          .findFirst()
          .ifPresent(c -> Json.with(claim, "spec").put("storageClassName", Json.name(c)));
    }
  }
}
