package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cluster's names as a hosts file. A pod has its name from the moment it has an address: on a
 * cluster others see it when it is ready, or the service publishes not-ready addresses, but the pod
 * itself at once, from its own /etc/hosts; here all read the same file. A service's name is that of
 * all pods that are ready (of all, where it publishes the others too).
 */
final class HostNames {
  private static final String DOMAIN = "cluster.local";

  private HostNames() {}

  /**
   * The file's content.
   *
   * @param machine the machine's own name: readers of the file look nowhere else
   * @param apiServer the API server's address
   */
  static String file(
      List<ObjectNode> pods, List<ObjectNode> services, String machine, String apiServer) {
    StringBuilder file = new StringBuilder("127.0.0.1 localhost " + machine + "\n");
    for (ObjectNode service : services) {
      String namespace = Json.namespace(service);
      String name = Json.name(service);
      if (namespace.equals("default") && name.equals("kubernetes")) {
        line(file, apiServer, name, namespace);
      }
      pods.stream()
          .filter(pod -> Json.namespace(pod).equals(namespace) && selects(service, pod))
          .forEach(pod -> pod(file, service, pod));
    }
    return file.toString();
  }

  private static boolean selects(ObjectNode service, ObjectNode pod) {
    Map<String, String> selector = Fields.strings(service, "spec", "selector");
    return !selector.isEmpty() && Fields.matches(selector, Meta.labels(pod));
  }

  private static void pod(StringBuilder file, ObjectNode service, ObjectNode pod) {
    String address = Pods.ip(pod).orElse("");
    if (address.isEmpty() || Pods.ended(pod)) {
      return;
    }
    String name = Json.name(service);
    String hostname = Json.text(pod, "spec", "hostname");
    if (!hostname.isEmpty() && Json.text(pod, "spec", "subdomain").equals(name)) {
      line(file, address, hostname + "." + name, Json.namespace(pod));
      if (Json.namespace(pod).equals("default")) {
        file.append(address).append(' ').append(hostname).append('\n');
      }
    }
    boolean published = Fields.flag(service, "spec", "publishNotReadyAddresses");
    if (published || (Pods.ready(pod) && !Json.terminating(pod))) {
      line(file, address, name, Json.namespace(pod));
    }
  }

  /** A name in all the lengths that a resolver's search list makes valid. */
  private static void line(StringBuilder file, String address, String name, String namespace) {
    String full = name + "." + namespace + ".svc";
    file.append("%s %s.%s %s %s.%s".formatted(address, full, DOMAIN, full, name, namespace));
    if (namespace.equals("default")) {
      // One file for all: only one namespace can have the names without a namespace.
      file.append(' ').append(name);
    }
    file.append('\n');
  }
}
