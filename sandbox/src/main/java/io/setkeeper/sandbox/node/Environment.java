package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The environment of a container, as a kubelet makes it. */
final class Environment {
  /** Finds an object of the pod's namespace by kind and name. */
  @FunctionalInterface
  interface Objects {
    Optional<ObjectNode> find(ResourceType type, String name);
  }

  private Environment() {}

  /**
   * What the container gives with {@code envFrom} and {@code env}, over {@code base}.
   *
   * @param pod with its address in the status
   * @throws ConfigMissingException something referred to does not exist
   */
  static Map<String, String> of(
      ObjectNode pod, ObjectNode container, Map<String, String> base, Objects objects) {
    Map<String, String> environment = new LinkedHashMap<>(base);
    for (ObjectNode from : Fields.objects(container, "envFrom")) {
      String prefix = Json.text(from, "prefix");
      source(from, "configMapRef", Kinds.CONFIG_MAP, objects)
          .forEach((k, v) -> environment.put(prefix + k, v));
      source(from, "secretRef", Kinds.SECRET, objects)
          .forEach((k, v) -> environment.put(prefix + k, v));
    }
    for (ObjectNode variable : Fields.objects(container, "env")) {
      String name = Json.text(variable, "name");
      if (variable.has("valueFrom")) {
        value(pod, variable, objects).ifPresent(v -> environment.put(name, v));
      } else {
        environment.put(name, References.expand(Json.text(variable, "value"), environment));
      }
    }
    return environment;
  }

  private static Map<String, String> source(
      ObjectNode from, String field, ResourceType type, Objects objects) {
    if (!from.has(field)) {
      return Map.of();
    }
    return data(type, objects, Json.text(from, field, "name"), Fields.flag(from, field, "optional"))
        .orElse(Map.of());
  }

  private static Optional<String> value(ObjectNode pod, ObjectNode variable, Objects objects) {
    ObjectNode from = Json.with(variable.deepCopy(), "valueFrom");
    if (from.has("fieldRef")) {
      return Optional.of(FieldReference.value(pod, Json.text(from, "fieldRef", "fieldPath")));
    }
    if (from.has("configMapKeyRef")) {
      return key(from, "configMapKeyRef", Kinds.CONFIG_MAP, objects);
    }
    if (from.has("secretKeyRef")) {
      return key(from, "secretKeyRef", Kinds.SECRET, objects);
    }
    throw new ConfigMissingException(
        "variable %s: the sandbox has fieldRef, configMapKeyRef and secretKeyRef only"
            .formatted(Json.text(variable, "name")));
  }

  private static Optional<String> key(
      ObjectNode from, String field, ResourceType type, Objects objects) {
    String name = Json.text(from, field, "name");
    String key = Json.text(from, field, "key");
    boolean optional = Fields.flag(from, field, "optional");
    Optional<String> value = data(type, objects, name, optional).map(data -> data.get(key));
    if (value.isEmpty() && !optional) {
      throw new ConfigMissingException(
          "couldn't find key %s in %s %s".formatted(key, type.kind(), name));
    }
    return value;
  }

  /** The data of a ConfigMap or Secret; nothing if it is not there and need not be. */
  static Optional<Map<String, String>> data(
      ResourceType type, Objects objects, String name, boolean optional) {
    Optional<ObjectNode> object = objects.find(type, name);
    if (object.isEmpty() && !optional) {
      throw new ConfigMissingException(
          "%s \"%s\" not found".formatted(type.kind().toLowerCase(Locale.ROOT), name));
    }
    return object.map(o -> type.equals(Kinds.SECRET) ? decoded(o) : Fields.strings(o, "data"));
  }

  private static Map<String, String> decoded(ObjectNode secret) {
    return Fields.strings(secret, "data").entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> decode(e.getValue())));
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  /**
   * The variables of services, as Docker's links once gave them: of all that have an address in the
   * pod's namespace, and of {@code kubernetes}.
   */
  static Map<String, String> services(List<ObjectNode> services) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (ObjectNode service : services) {
      String address = Json.text(service, "spec", "clusterIP");
      List<ObjectNode> ports = Fields.objects(service, "spec", "ports");
      if (address.isEmpty() || address.equals("None") || ports.isEmpty()) {
        continue;
      }
      Function<String, String> shout = s -> s.toUpperCase(Locale.ROOT).replace('-', '_');
      String name = shout.apply(Json.name(service));
      String first = Json.text(ports.getFirst(), "port");
      environment.put(name + "_SERVICE_HOST", address);
      environment.put(name + "_SERVICE_PORT", first);
      environment.put(name + "_PORT", "tcp://%s:%s".formatted(address, first));
      for (ObjectNode port : ports) {
        String number = Json.text(port, "port");
        String link = name + "_PORT_" + number + "_TCP";
        Fields.optional(port, "name")
            .ifPresent(n -> environment.put(name + "_SERVICE_PORT_" + shout.apply(n), number));
        environment.put(link, "tcp://%s:%s".formatted(address, number));
        environment.put(link + "_ADDR", address);
        environment.put(link + "_PORT", number);
        environment.put(link + "_PROTO", "tcp");
      }
    }
    return environment;
  }
}
