package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps, for every service with a selector, its Endpoints and one EndpointSlice: the addresses of
 * its pods, ready ones and others apart; all count as ready where the service publishes not-ready
 * addresses.
 */
final class EndpointLists {
  private static final String MANAGED = "endpoints.kubernetes.io/managed-by";
  private static final String SLICE_MANAGED = "endpointslice.kubernetes.io/managed-by";

  private EndpointLists() {}

  /** What is due now. */
  static List<Change> decide(EndpointView view) {
    List<Change> changes = new ArrayList<>();
    for (ObjectNode service : view.services()) {
      if (!Fields.strings(service, "spec", "selector").isEmpty() && !Json.terminating(service)) {
        List<ObjectNode> pods = pods(view, service);
        bring(view.endpoints(), endpoints(service, pods), "subsets").ifPresent(changes::add);
        bring(view.slices(), slice(service, pods), "endpoints").ifPresent(changes::add);
      }
    }
    for (ObjectNode endpoints : view.endpoints()) {
      boolean ours = Meta.labels(endpoints).containsKey(MANAGED);
      if (ours
          && view.services().stream().noneMatch(s -> Meta.key(s).equals(Meta.key(endpoints)))) {
        changes.add(new Change.Delete(endpoints, OptionalInt.empty(), List.of()));
      }
    }
    return List.copyOf(changes);
  }

  private static List<ObjectNode> pods(EndpointView view, ObjectNode service) {
    Map<String, String> selector = Fields.strings(service, "spec", "selector");
    return view.pods().stream()
        .filter(p -> Json.namespace(p).equals(Json.namespace(service)))
        .filter(p -> Fields.matches(selector, Meta.labels(p)))
        .filter(p -> Pods.ip(p).isPresent() && !Pods.ended(p))
        .sorted(Comparator.comparing(p -> Pods.ip(p).orElse("")))
        .toList();
  }

  /** The change that makes {@code wanted} so, if it is not. */
  private static Optional<Change> bring(List<ObjectNode> there, ObjectNode wanted, String part) {
    Optional<ObjectNode> found =
        there.stream().filter(o -> Meta.key(o).equals(Meta.key(wanted))).findFirst();
    if (found.isEmpty()) {
      return Optional.of(new Change.Create(wanted, List.of()));
    }
    if (Json.same(Json.at(found.get(), part), Json.at(wanted, part))) {
      return Optional.empty();
    }
    ObjectNode changed = found.get().deepCopy();
    changed.setAll(wanted.deepCopy().without(List.of("metadata")));
    return Optional.of(new Change.Update(changed));
  }

  private static ObjectNode endpoints(ObjectNode service, List<ObjectNode> pods) {
    ObjectNode endpoints =
        Meta.create("v1", "Endpoints", Json.namespace(service), Json.name(service));
    ObjectNode labels = Json.with(endpoints, "metadata", "labels");
    Meta.labels(service).forEach(labels::put);
    labels.put(MANAGED, "endpoint-controller");
    if (Json.text(service, "spec", "clusterIP").equals("None")) {
      labels.put("service.kubernetes.io/headless", "");
    }
    ArrayNode ready = Json.array();
    ArrayNode notReady = Json.array();
    for (ObjectNode pod : pods) {
      if (!Json.terminating(pod) || publishes(service)) {
        (ready(service, pod) ? ready : notReady).add(address(service, pod));
      }
    }
    ArrayNode subsets = endpoints.putArray("subsets");
    if (!ready.isEmpty() || !notReady.isEmpty()) {
      ObjectNode subset = subsets.addObject();
      putUnlessEmpty(subset, "addresses", ready);
      putUnlessEmpty(subset, "notReadyAddresses", notReady);
      putUnlessEmpty(subset, "ports", ports(service, pods));
    }
    return endpoints;
  }

  private static void putUnlessEmpty(ObjectNode in, String field, ArrayNode list) {
    if (!list.isEmpty()) {
      in.set(field, list);
    }
  }

  private static boolean publishes(ObjectNode service) {
    return Fields.flag(service, "spec", "publishNotReadyAddresses");
  }

  private static boolean ready(ObjectNode service, ObjectNode pod) {
    return publishes(service) || (Pods.ready(pod) && !Json.terminating(pod));
  }

  private static ObjectNode address(ObjectNode service, ObjectNode pod) {
    ObjectNode address = Json.object().put("ip", Pods.ip(pod).orElse(""));
    hostname(service, pod).ifPresent(name -> address.put("hostname", name));
    address.put("nodeName", Json.text(pod, "spec", "nodeName"));
    address.set("targetRef", target(pod));
    return address;
  }

  /** A pod has a name below the service only if it names the service as its subdomain. */
  private static Optional<String> hostname(ObjectNode service, ObjectNode pod) {
    return Fields.optional(pod, "spec", "hostname")
        .filter(name -> Json.text(pod, "spec", "subdomain").equals(Json.name(service)));
  }

  private static ObjectNode target(ObjectNode pod) {
    return Json.object()
        .put("kind", "Pod")
        .put("name", Json.name(pod))
        .put("namespace", Json.namespace(pod))
        .put("uid", Json.uid(pod));
  }

  private static ArrayNode ports(ObjectNode service, List<ObjectNode> pods) {
    ArrayNode ports = Json.array();
    for (ObjectNode given : Fields.objects(service, "spec", "ports")) {
      OptionalInt number = targetPort(given, pods);
      if (number.isPresent()) {
        ObjectNode port = ports.addObject();
        Fields.optional(given, "name").ifPresent(name -> port.put("name", name));
        port.put("port", number.getAsInt());
        port.put("protocol", Fields.optional(given, "protocol").orElse("TCP"));
      }
    }
    return ports;
  }

  /** The number of a port; one given by name is looked up in the pods' containers. */
  private static OptionalInt targetPort(ObjectNode port, List<ObjectNode> pods) {
    String target = Json.text(port, "targetPort");
    if (target.isEmpty() || target.matches("[0-9]+")) {
      int number = Fields.number(port, 0, "port");
      return OptionalInt.of(target.isEmpty() ? number : Integer.parseInt(target));
    }
    return pods.stream()
        .flatMap(pod -> Fields.objects(pod, "spec", "containers").stream())
        .flatMap(container -> Fields.objects(container, "ports").stream())
        .filter(p -> Json.text(p, "name").equals(target))
        .mapToInt(p -> Fields.number(p, 0, "containerPort"))
        .findFirst();
  }

  private static ObjectNode slice(ObjectNode service, List<ObjectNode> pods) {
    String suffix = Json.uid(service).replace("-", "");
    ObjectNode slice =
        Meta.create(
            "discovery.k8s.io/v1",
            "EndpointSlice",
            Json.namespace(service),
            Json.name(service) + "-" + suffix.substring(0, Math.min(5, suffix.length())));
    ObjectNode labels = Json.with(slice, "metadata", "labels");
    Meta.labels(service).forEach(labels::put);
    labels.put("kubernetes.io/service-name", Json.name(service));
    labels.put(SLICE_MANAGED, "endpointslice-controller.k8s.io");
    Json.with(slice, "metadata").putArray("ownerReferences").add(Meta.reference(service, true));
    slice.put("addressType", "IPv4");
    ArrayNode list = slice.putArray("endpoints");
    for (ObjectNode pod : pods) {
      ObjectNode endpoint = list.addObject();
      endpoint.putArray("addresses").add(Pods.ip(pod).orElse(""));
      Json.with(endpoint, "conditions")
          .put("ready", ready(service, pod))
          .put("serving", Pods.ready(pod))
          .put("terminating", Json.terminating(pod));
      hostname(service, pod).ifPresent(name -> endpoint.put("hostname", name));
      endpoint.put("nodeName", Json.text(pod, "spec", "nodeName"));
      endpoint.set("targetRef", target(pod));
    }
    slice.set("ports", ports(service, pods));
    return slice;
  }
}
