package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Causes;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Rules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The smaller kinds of the core. */
final class CoreRules {
  private CoreRules() {}

  /** Namespaces. One that is deleted stays until all that is in it is gone. */
  static final class Namespace implements Rules {
    private static final List<String> OURS = List.of("default", "kube-system", "kube-public");

    @Override
    public void onCreate(ObjectNode namespace) {
      Json.list(Json.with(namespace, "spec"), "finalizers").removeAll().add("kubernetes");
      namespace.putObject("status").put("phase", "Active");
    }

    @Override
    public void defaults(ObjectNode namespace) {
      Json.with(namespace, "metadata", "labels")
          .put("kubernetes.io/metadata.name", Json.name(namespace));
    }

    @Override
    public void onUpdate(ObjectNode now, ObjectNode before) {
      if (!Json.terminating(before)) {
        Json.with(now, "spec").set("finalizers", Json.at(before, "spec", "finalizers"));
      }
    }

    @Override
    public boolean isHeld(ObjectNode namespace) {
      return !Json.at(namespace, "spec", "finalizers").isEmpty();
    }

    @Override
    public Optional<String> undeletable(ObjectNode namespace) {
      return OURS.contains(Json.name(namespace))
          ? Optional.of("this namespace may not be deleted")
          : Optional.empty();
    }
  }

  /** Secrets: {@code stringData} is written, {@code data} is read. */
  static final class Secret implements Rules {
    @Override
    public void defaults(ObjectNode secret) {
      Json.preset(secret, "type", "Opaque");
      if (secret.get("stringData") instanceof ObjectNode texts) {
        texts
            .propertyStream()
            .forEach(
                text ->
                    Json.with(secret, "data")
                        .put(
                            text.getKey(),
                            Base64.getEncoder()
                                .encodeToString(
                                    text.getValue()
                                        .asString("")
                                        .getBytes(StandardCharsets.UTF_8))));
        secret.remove("stringData");
      }
    }

    @Override
    public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
      causes.immutable("type", now.path("type"), before.path("type"));
      immutable(now, before, causes);
    }
  }

  /** ConfigMaps. */
  static final class ConfigMap implements Rules {
    @Override
    public void validateUpdate(ObjectNode now, ObjectNode before, Causes causes) {
      immutable(now, before, causes);
    }
  }

  private static void immutable(ObjectNode now, ObjectNode before, Causes causes) {
    boolean changed =
        List.of("data", "binaryData", "immutable").stream()
            .anyMatch(field -> !Json.same(now.path(field), before.path(field)));
    if (before.path("immutable").asBoolean(false) && changed) {
      causes.forbidden("data", "field is immutable when `immutable` is set");
    }
  }
}
