package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Selector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod that the node runs.
 *
 * @param pod as it was when it was given to the node, with its address in the status
 * @param address its address
 * @param folder its own folder
 * @param context the node's
 */
record PodIdentity(ObjectNode pod, String address, Path folder, NodeContext context) {
  /** Of the machine's environment, what programs can't do without. Nothing else gets through. */
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "JAVA_HOME", "USER");

  static PodIdentity of(ObjectNode pod, String address, NodeContext context) {
    ObjectNode copy = pod.deepCopy();
    Json.with(copy, "status").put("podIP", address).put("hostIP", context.address());
    Path folder =
        context
            .settings()
            .state()
            .resolve("pods")
            .resolve(Json.namespace(pod))
            .resolve(Json.name(pod));
    return new PodIdentity(copy, address, folder, context);
  }

  String key() {
    return Meta.key(pod);
  }

  String uid() {
    return Json.uid(pod);
  }

  Path serviceAccount() {
    return folder.resolve("serviceaccount");
  }

  /** How a container is to be started, before any image looks at it. */
  ContainerRequest request(ObjectNode container) {
    Map<String, String> environment = environment(container);
    String name = Json.text(container, "name");
    return new ContainerRequest(
        Json.namespace(pod),
        Json.name(pod),
        address,
        name,
        Json.text(container, "image"),
        References.expand(Fields.texts(container, "command"), environment),
        References.expand(Fields.texts(container, "args"), environment),
        environment,
        new PodFolders(folder).mounts(pod, container, this::find),
        folder.resolve(name));
  }

  /** The whole environment of a container. */
  Map<String, String> environment(ObjectNode container) {
    Map<String, String> base = new LinkedHashMap<>();
    Map<String, String> machine = new HashMap<>(System.getenv());
    machine.keySet().retainAll(INHERITED);
    base.putAll(machine);
    base.put("HOSTNAME", Fields.optional(pod, "spec", "hostname").orElse(Json.name(pod)));
    base.putAll(Environment.services(services()));
    base.put("SETKEEPER_SERVICE_ACCOUNT_DIR", serviceAccount().toString());
    base.put("SETKEEPER_MONGOD_HOST", address);
    return Environment.of(pod, container, base, this::find);
  }

  private List<ObjectNode> services() {
    boolean links =
        !Json.has(pod, "spec", "enableServiceLinks")
            || Fields.flag(pod, "spec", "enableServiceLinks");
    return store().list(Kinds.SERVICE, "", Selector.ALL).items().stream()
        .filter(
            s ->
                Meta.key(s).equals("default/kubernetes")
                    || (links && Json.namespace(s).equals(Json.namespace(pod))))
        .toList();
  }

  private Optional<ObjectNode> find(ResourceType type, String name) {
    return store().find(type, type.namespaced() ? Json.namespace(pod) : "", name);
  }

  private ObjectStore store() {
    return context.store();
  }
}
