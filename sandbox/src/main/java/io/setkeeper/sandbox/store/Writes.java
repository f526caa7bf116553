package io.setkeeper.sandbox.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a write makes of an object: the rules that hold for all kinds. */
final class Writes {
  /** Kubernetes' alphabet for generated names: no vowels, and nothing that looks like another. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  /** A finalizer of the garbage collector: dependents first. */
  static final String FOREGROUND = "foregroundDeletion";

  /** A finalizer of the garbage collector: dependents are let go of. */
  static final String ORPHAN = "orphan";

  /** The client can't set these; a create starts without, an update keeps what was. */
  private static final List<String> OWN =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink",
          "resourceVersion");

  private final Clock clock;

  Writes(Clock clock) {
    this.clock = clock;
  }

  /** A new object with identity: name, uid, time. */
  ObjectNode identify(ResourceType type, ObjectNode given) {
    ObjectNode object = given.deepCopy();
    ObjectNode metadata = Json.with(object, "metadata");
    if (!Json.text(metadata, "resourceVersion").isEmpty()) {
      throw StatusException.of(
          Reason.BAD_REQUEST, "resourceVersion should not be set on objects to be created");
    }
    metadata.remove(OWN);
    if (!type.namespaced()) {
      metadata.remove("namespace");
    }
    if (Json.text(metadata, "name").isEmpty() && Json.has(metadata, "generateName")) {
      metadata.put("name", Json.text(metadata, "generateName") + suffix());
    }
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now().toString());
    if (type.hasStatus()) {
      metadata.put("generation", 1);
    }
    object.put("apiVersion", type.storage().apiVersion());
    object.put("kind", type.kind());
    return object;
  }

  void complete(ResourceType type, ObjectNode fresh) {
    type.rules().onCreate(fresh);
    type.rules().defaults(fresh);
    if (Json.name(fresh).isEmpty()) {
      validate(type, fresh);
    }
  }

  void validate(ResourceType type, ObjectNode object) {
    Causes causes = new Causes();
    Metadata.validate(type, object, causes);
    type.rules().validate(object, causes);
    refuse(type, object, causes);
  }

  void validate(ResourceType type, ObjectNode now, ObjectNode before, Part part) {
    Causes causes = new Causes();
    Metadata.validate(type, now, causes);
    if (part == Part.MAIN) {
      type.rules().validate(now, causes);
      type.rules().validateUpdate(now, before, causes);
    }
    refuse(type, now, causes);
  }

  private static void refuse(ResourceType type, ObjectNode object, Causes causes) {
    if (!causes.all().isEmpty()) {
      throw StatusException.invalid(type, Json.name(object), causes.all());
    }
  }

  /** The object that an update makes. */
  ObjectNode merge(ResourceType type, ObjectNode before, ObjectNode given, Part part) {
    checkPreconditions(type, before, given);
    ObjectNode now = (part == Part.STATUS && type.hasStatus() ? before : given).deepCopy();
    now.put("apiVersion", type.storage().apiVersion());
    now.put("kind", type.kind());
    if (part == Part.STATUS && type.hasStatus()) {
      copy(given, now, "status");
      copy(Json.at(given, "metadata"), Json.with(now, "metadata"), "managedFields");
      return now;
    }
    if (type.hasStatus()) {
      copy(before, now, "status");
    }
    OWN.forEach(field -> copy(Json.at(before, "metadata"), Json.with(now, "metadata"), field));
    type.rules().onUpdate(now, before);
    type.rules().defaults(now);
    if (type.hasStatus() && !Json.same(specOf(now), specOf(before))) {
      long generation = Json.number(before, 0, "metadata", "generation");
      Json.with(now, "metadata").put("generation", generation + 1);
    }
    return now;
  }

  private static void checkPreconditions(ResourceType type, ObjectNode before, ObjectNode given) {
    String name = Json.name(given);
    String uid = Json.uid(given);
    if (!uid.isEmpty() && !uid.equals(Json.uid(before))) {
      throw preconditionFailed(type, name, "UID", uid, Json.uid(before));
    }
    String version = Json.text(given, "metadata", "resourceVersion");
    if (!version.isEmpty() && !version.equals(Json.text(before, "metadata", "resourceVersion"))) {
      throw StatusException.modified(type, name);
    }
  }

  private static StatusException preconditionFailed(
      ResourceType type, String name, String what, String wanted, String found) {
    return StatusException.conflict(
        type,
        name,
        "Precondition failed: %1$s in precondition: %2$s, %1$s in object meta: %3$s"
            .formatted(what, wanted, found));
  }

  /** All that counts as a new generation. */
  private static ObjectNode specOf(ObjectNode object) {
    return object.deepCopy().without(List.of("metadata", "status", "apiVersion", "kind"));
  }

  private static void copy(JsonNode from, ObjectNode to, String property) {
    if (from.has(property)) {
      to.set(property, from.path(property).deepCopy());
    } else {
      to.remove(property);
    }
  }

  /** The object as a delete leaves it. */
  ObjectNode mark(ResourceType type, ObjectNode before, DeleteOptions options) {
    String name = Json.name(before);
    type.rules()
        .undeletable(before)
        .ifPresent(
            why -> {
              throw StatusException.forbidden(type, name, why);
            });
    options
        .uid()
        .filter(uid -> !uid.equals(Json.uid(before)))
        .ifPresent(
            uid -> {
              throw preconditionFailed(type, name, "UID", uid, Json.uid(before));
            });
    String found = Json.text(before, "metadata", "resourceVersion");
    options
        .resourceVersion()
        .filter(version -> !version.equals(found))
        .ifPresent(
            version -> {
              throw preconditionFailed(type, name, "ResourceVersion", version, found);
            });
    ObjectNode marked = before.deepCopy();
    ObjectNode metadata = Json.with(marked, "metadata");
    long own = type.rules().graceSeconds(before);
    long grace = own == 0 ? 0 : options.graceSeconds().orElse(own);
    boolean sooner =
        !Json.terminating(before)
            || grace < Json.number(metadata, Long.MAX_VALUE, "deletionGracePeriodSeconds");
    if (sooner) {
      // A pod's grace runs from its first deletion; a later, shorter one brings the end forward.
      metadata.put("deletionTimestamp", now().plusSeconds(grace).toString());
      metadata.put("deletionGracePeriodSeconds", grace);
    }
    switch (options.propagation()) {
      case BACKGROUND -> {}
      case FOREGROUND -> addFinalizer(metadata, FOREGROUND);
      case ORPHAN -> addFinalizer(metadata, ORPHAN);
    }
    return marked;
  }

  private static void addFinalizer(ObjectNode metadata, String finalizer) {
    ArrayNode finalizers = Json.list(metadata, "finalizers");
    if (finalizers.valueStream().noneMatch(found -> found.asString().equals(finalizer))) {
      finalizers.add(finalizer);
    }
  }

  /** Whether nothing keeps an object that was marked for deletion. */
  static boolean isDue(ResourceType type, ObjectNode object) {
    return Json.terminating(object)
        && !type.rules().isHeld(object)
        && Json.number(object, 0, "metadata", "deletionGracePeriodSeconds") == 0
        && Json.at(object, "metadata", "finalizers").isEmpty();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String suffix() {
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int letter = ThreadLocalRandom.current().nextInt(LETTERS.length());
      letters.add(LETTERS.substring(letter, letter + 1));
    }
    return String.join("", letters);
  }
}
