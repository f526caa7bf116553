package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.port.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events (v1) on the set's objects, as {@code kubectl describe} shows them. What is said
 * again is counted, not written again: the name of an Event is made of what it is about and what it
 * says, so that a keeper that has restarted, and every other one, finds it too.
 *
 * <p>Takes as long as the API server does: it is for a thread of its own. No method throws for what
 * that answers; that Events may not be written at all is logged once.
 */
public final class Events {
  private static final Logger log = LoggerFactory.getLogger(Events.class);
  private static final String COMPONENT = "setkeeper";

  /** The API server's bound (source: pkg/apis/core/validation/events.go). */
  private static final int LONGEST_MESSAGE = 1024;

  private final Api api;
  private final String pod;
  private final InstantSource clock;
  private final Set<String> complaints = ConcurrentHashMap.newKeySet();

  /** How much an Event matters. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    Type(String word) {
      this.word = word;
    }
  }

  /**
   * @param pod the keeper's own
   */
  public Events(KubernetesClient client, String namespace, String pod, InstantSource clock) {
    this.api = new Api(client, namespace);
    this.pod = pod;
    this.clock = clock;
  }

  /**
   * Writes an Event on a StatefulSet.
   *
   * @param rule {@code initiate-once}, which becomes the reason {@code InitiateOnce}
   * @param message what: why
   */
  public Outcome onStatefulSet(String name, Type type, String rule, String message) {
    return write(Kind.STATEFUL_SET, name, type, rule, message);
  }

  /** The same on a pod. */
  public Outcome onPod(String name, Type type, String rule, String message) {
    return write(Kind.POD, name, type, rule, message);
  }

  private Outcome write(Kind kind, String about, Type type, String rule, String message) {
    String reason = reason(rule);
    String text =
        message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
    String name =
        "%s.%08x".formatted(about, String.join("\n", kind.name(), reason, text).hashCode());
    try {
      Optional<GenericKubernetesResource> before = api.get(Kind.EVENT, name);
      if (before.isPresent()) {
        again(name, before.get());
      } else {
        first(name, event(kind, about, name, type, reason, text));
      }
      return new Outcome.Done();
    } catch (Refusal e) {
      if (complaints.add(e.words())) {
        log.warn("An Event is not written: {}", e.words());
      }
      return e.outcome();
    }
  }

  /** Another keeper may say the same at this moment: then it is there when it is created. */
  private void first(String name, GenericKubernetesResource event) throws Refusal {
    try {
      api.create(Kind.EVENT, event);
    } catch (Refusal e) {
      if (!e.isConflict()) {
        throw e;
      }
      again(name, api.get(Kind.EVENT, name).orElseThrow(() -> e));
    }
  }

  private void again(String name, GenericKubernetesResource before) throws Refusal {
    int count = Fields.number(before, "count").orElse(1) + 1;
    api.merge(Kind.EVENT, name, Map.of("count", count, "lastTimestamp", now()));
  }

  private GenericKubernetesResource event(
      Kind kind, String about, String name, Type type, String reason, String message)
      throws Refusal {
    GenericKubernetesResource event = new GenericKubernetesResource();
    event.setApiVersion(Kind.EVENT.apiVersion());
    event.setKind(Kind.EVENT.kind());
    event.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(api.namespace()).build());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("involvedObject", reference(kind, about));
    fields.put("type", type.word);
    fields.put("reason", reason);
    fields.put("message", message);
    fields.put("firstTimestamp", now());
    fields.put("lastTimestamp", now());
    fields.put("count", 1);
    fields.put("source", Map.of("component", COMPONENT));
    fields.put("reportingComponent", COMPONENT);
    fields.put("reportingInstance", pod);
    event.setAdditionalProperties(fields);
    return event;
  }

  /** With the UID, without which {@code kubectl describe} does not find the Event. */
  private Map<String, String> reference(Kind kind, String name) throws Refusal {
    Map<String, String> reference = new LinkedHashMap<>();
    reference.put("apiVersion", kind.apiVersion());
    reference.put("kind", kind.kind());
    reference.put("namespace", api.namespace());
    reference.put("name", name);
    api.get(kind, name).ifPresent(object -> reference.put("uid", object.getMetadata().getUid()));
    return reference;
  }

  private String now() {
    Instant now = clock.instant();
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code newcomers-without-vote} is {@code NewcomersWithoutVote}. */
  private static String reason(String rule) {
    return Stream.of(rule.split("-", 0))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
