package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Part;
import io.setkeeper.sandbox.store.StatusException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes Events. What is said again is counted, not written again: the name of an Event is made of
 * what it is about and what it says.
 */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final ObjectStore store;
  private final Clock clock;

  /** A recorder that writes into this store. */
  public Recorder(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Writes the note; one that can't be written is only logged: nobody may fail for an Event. */
  public void write(Note note) {
    try {
      ObjectNode event = event(note);
      String namespace = Json.namespace(event);
      Optional<ObjectNode> there = store.find(Kinds.EVENT, namespace, Json.name(event));
      if (there.isEmpty()) {
        LOG.info(
            "{} {}: {}",
            note.about().path("kind").asString(),
            Meta.key(note.about()),
            note.message());
        store.create(Kinds.EVENT, event);
      } else if (!note.standing()) {
        store.change(Kinds.EVENT, namespace, Json.name(event), Part.MAIN, this::again);
      }
    } catch (StatusException e) {
      LOG.warn("the Event \"{}\" was refused: {}", note.message(), e.getMessage());
    }
  }

  private void again(ObjectNode event) {
    event.put("count", Fields.number(event, 1, "count") + 1);
    event.put("lastTimestamp", now());
  }

  private ObjectNode event(Note note) {
    ObjectNode about = note.about();
    // Events about what belongs to the cluster are in the namespace default.
    String namespace = Json.namespace(about).isEmpty() ? "default" : Json.namespace(about);
    ObjectNode event = Meta.create("v1", "Event", namespace, name(note));
    Json.with(event, "involvedObject")
        .put("apiVersion", Json.text(about, "apiVersion"))
        .put("kind", Meta.kind(about))
        .put("namespace", Json.namespace(about))
        .put("name", Json.name(about))
        .put("uid", Json.uid(about))
        .put("resourceVersion", Json.text(about, "metadata", "resourceVersion"));
    event.put("type", note.type().name());
    event.put("reason", note.reason());
    event.put("message", note.message());
    event.put("firstTimestamp", now());
    event.put("lastTimestamp", now());
    event.put("count", 1);
    Json.with(event, "source").put("component", note.component());
    event.put("reportingComponent", note.component());
    event.put("reportingInstance", "");
    return event;
  }

  private static String name(Note note) {
    long hash = Json.uid(note.about()).hashCode();
    hash = hash * 31 + note.reason().hashCode();
    hash = hash * 31 + note.component().hashCode();
    hash = (hash << 24) + note.message().hashCode();
    return Json.name(note.about()) + ".%016x".formatted(hash);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
