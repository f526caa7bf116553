package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Causes;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Rules;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Services. There is nothing that would serve node ports or load balancers: they are refused. */
final class ServiceRules implements Rules {
  private static final List<String> TYPES = List.of("ClusterIP", "ExternalName");
  private static final List<String> ALLOCATED = List.of("clusterIP", "clusterIPs");

  @Override
  public void onCreate(ObjectNode service) {
    service.putObject("status").putObject("loadBalancer");
  }

  @Override
  public void defaults(ObjectNode service) {
    ObjectNode spec = Json.with(service, "spec");
    Json.preset(spec, "type", "ClusterIP");
    Json.preset(spec, "sessionAffinity", "None");
    if (Json.text(spec, "type").equals("ClusterIP")) {
      Json.preset(spec, "internalTrafficPolicy", "Cluster");
      Json.preset(spec, "ipFamilyPolicy", "SingleStack");
      if (!Json.has(spec, "ipFamilies")) {
        Json.list(spec, "ipFamilies").add("IPv4");
      }
    }
    for (ObjectNode port : PodSpecs.objects(spec, "ports")) {
      Json.preset(port, "protocol", "TCP");
      if (!Json.has(port, "targetPort") && port.has("port")) {
        port.set("targetPort", port.path("port"));
      }
    }
  }

  @Override
  public void onUpdate(ObjectNode now, ObjectNode before) {
    ObjectNode spec = Json.with(now, "spec");
    for (String field : ALLOCATED) {
      if (!Json.has(spec, field) && Json.has(before, "spec", field)) {
        spec.set(field, Json.at(before, "spec", field).deepCopy());
      }
    }
  }

  @Override
  public void validate(ObjectNode service, Causes causes) {
    JsonNode spec = Json.at(service, "spec");
    String type = Json.text(spec, "type");
    if (!TYPES.contains(type)) {
      causes.notSupported("spec.type", type, TYPES);
    }
    List<ObjectNode> ports = PodSpecs.objects(spec, "ports");
    boolean headless = Json.text(spec, "clusterIP").equals("None");
    if (ports.isEmpty() && !headless && type.equals("ClusterIP")) {
      causes.required("spec.ports", "");
    }
    for (int i = 0; i < ports.size(); i++) {
      String at = "spec.ports[" + i + "]";
      PodSpecCheck.port(causes, ports.get(i).path("port"), at + ".port");
      if (ports.size() > 1 && Json.text(ports.get(i), "name").isEmpty()) {
        causes.required(at + ".name", "");
      }
    }
  }

  @Override
  public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
    JsonNode address = Json.at(before, "spec", "clusterIP");
    if (!address.isMissingNode()) {
      causes.immutable("spec.clusterIP", Json.at(now, "spec", "clusterIP"), address);
    }
  }
}
