package io.setkeeper.sandbox.kinds;

import static io.setkeeper.sandbox.kinds.Columns.AGE;
import static io.setkeeper.sandbox.kinds.Columns.NAME;
import static io.setkeeper.sandbox.kinds.Columns.at;
import static io.setkeeper.sandbox.kinds.Columns.integer;
import static io.setkeeper.sandbox.kinds.Columns.joined;
import static io.setkeeper.sandbox.kinds.Columns.orNone;
import static io.setkeeper.sandbox.kinds.Columns.pairs;
import static io.setkeeper.sandbox.kinds.Columns.text;
import static io.setkeeper.sandbox.kinds.Columns.wide;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Columns of what runs pods, and of the ways to them. */
final class WorkloadColumns {
  static final List<Column> STATEFUL_SET =
      List.of(
          NAME,
          text(
              "Ready",
              set ->
                  Json.number(set, 0, "status", "readyReplicas")
                      + "/"
                      + Json.number(set, 0, "spec", "replicas")),
          AGE,
          wide(text("Containers", set -> ofContainers(set, "name"))),
          wide(text("Images", set -> ofContainers(set, "image"))));

  static final List<Column> CONTROLLER_REVISION =
      List.of(
          NAME,
          text("Controller", WorkloadColumns::controller),
          integer("Revision", revision -> Json.number(revision, 0, "revision")),
          AGE);

  static final List<Column> DISRUPTION_BUDGET =
      List.of(
          NAME,
          text("Min Available", budget -> orNA(Json.text(budget, "spec", "minAvailable"))),
          text("Max Unavailable", budget -> orNA(Json.text(budget, "spec", "maxUnavailable"))),
          integer(
              "Allowed Disruptions",
              budget -> Json.number(budget, 0, "status", "disruptionsAllowed")),
          AGE);

  static final List<Column> NETWORK_POLICY =
      List.of(
          NAME,
          text(
              "Pod-Selector",
              policy -> pairs(Json.at(policy, "spec", "podSelector", "matchLabels"))),
          AGE);

  static final List<Column> SERVICE =
      List.of(
          NAME,
          at("Type", "spec", "type"),
          text("Cluster-IP", service -> orNone(Json.text(service, "spec", "clusterIP"))),
          text("External-IP", service -> orNone(Json.text(service, "spec", "externalName"))),
          text("Port(s)", WorkloadColumns::ports),
          AGE,
          wide(text("Selector", service -> pairs(Json.at(service, "spec", "selector")))));

  static final List<Column> ENDPOINTS =
      List.of(NAME, text("Endpoints", WorkloadColumns::addresses), AGE);

  static final List<Column> ENDPOINT_SLICE =
      List.of(
          NAME,
          at("AddressType", "addressType"),
          text("Ports", slice -> joined(slice.path("ports"), "port")),
          text(
              "Endpoints",
              slice ->
                  orNone(
                      slice
                          .path("endpoints")
                          .valueStream()
                          .flatMap(endpoint -> endpoint.path("addresses").valueStream())
                          .map(JsonNode::asString)
                          .collect(Collectors.joining(",")))),
          AGE);

  private static final int SHOWN = 3;

  private WorkloadColumns() {}

  private static String ofContainers(ObjectNode set, String property) {
    return joined(Json.at(set, "spec", "template", "spec", "containers"), property);
  }

  private static String controller(ObjectNode revision) {
    return Json.at(revision, "metadata", "ownerReferences")
        .valueStream()
        .filter(owner -> owner.path("controller").asBoolean(false))
        .map(WorkloadColumns::reference)
        .findFirst()
        .orElse("<none>");
  }

  private static String reference(JsonNode owner) {
    String apiVersion = Json.text(owner, "apiVersion");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : "." + apiVersion.substring(0, slash);
    return Json.text(owner, "kind").toLowerCase(java.util.Locale.ROOT)
        + group
        + "/"
        + Json.text(owner, "name");
  }

  private static String orNA(String value) {
    return value.isEmpty() ? "N/A" : value;
  }

  private static String ports(ObjectNode service) {
    return orNone(
        Json.at(service, "spec", "ports")
            .valueStream()
            .map(port -> Json.text(port, "port") + "/" + Json.text(port, "protocol"))
            .collect(Collectors.joining(",")));
  }

  private static String addresses(ObjectNode endpoints) {
    List<String> all = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      for (JsonNode address : subset.path("addresses")) {
        for (JsonNode port : subset.path("ports")) {
          all.add(Json.text(address, "ip") + ":" + Json.text(port, "port"));
        }
      }
    }
    String shown = String.join(",", all.subList(0, Math.min(SHOWN, all.size())));
    return all.size() > SHOWN ? shown + " + " + (all.size() - SHOWN) + " more..." : orNone(shown);
  }
}
