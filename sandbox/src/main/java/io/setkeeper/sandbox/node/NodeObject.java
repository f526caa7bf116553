package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Part;
import java.time.Clock;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The Node object: the one machine. */
final class NodeObject {
  private NodeObject() {}

  static void write(ObjectStore store, NodeSettings settings, Clock clock) {
    ObjectNode node = Meta.create("v1", "Node", "", settings.name());
    Json.with(node, "metadata", "labels")
        .put("kubernetes.io/hostname", settings.name())
        .put("kubernetes.io/os", System.getProperty("os.name").toLowerCase(Locale.ROOT))
        .put("kubernetes.io/arch", System.getProperty("os.arch"));
    if (store.find(Kinds.NODE, "", settings.name()).isEmpty()) {
      store.create(Kinds.NODE, node);
    }
    store.change(
        Kinds.NODE, "", settings.name(), Part.STATUS, stored -> status(stored, settings, clock));
  }

  private static void status(ObjectNode node, NodeSettings settings, Clock clock) {
    ObjectNode status = Json.object();
    node.set("status", status);
    PodStatus.condition(status, "Ready", true, "", "", clock.instant());
    var addresses = status.putArray("addresses");
    addresses.addObject().put("type", "InternalIP").put("address", settings.apiServer().getHost());
    addresses.addObject().put("type", "Hostname").put("address", settings.name());
    int cpus = Runtime.getRuntime().availableProcessors();
    for (String field : new String[] {"capacity", "allocatable"}) {
      Json.with(status, field).put("cpu", Integer.toString(cpus)).put("pods", "190");
    }
    Json.with(status, "nodeInfo")
        .put("kubeletVersion", "v1.34.0-setkeeper")
        .put("containerRuntimeVersion", "process://1")
        .put("osImage", System.getProperty("os.name"))
        .put("kernelVersion", System.getProperty("os.version"))
        .put("operatingSystem", "linux")
        .put("architecture", System.getProperty("os.arch"));
  }
}
