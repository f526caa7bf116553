package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.port.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EventsTest {
  private static final String EVENTS = "/api/v1/namespaces/default/events";
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123Z");

  private Instant now = NOON;
  private final FakeApi api =
      new FakeApi()
          .has(
              "/apis/apps/v1/namespaces/default/statefulsets/mongo",
              """
              {"apiVersion": "apps/v1", "kind": "StatefulSet",
               "metadata": {"name": "mongo", "namespace": "default", "uid": "s-1"}}
              """);
  private final KubernetesClient client = api.client();
  private final Events events = new Events(client, "default", "mongo-0", (InstantSource) () -> now);

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void anEventSaysWhatItIsAboutWhyAndWho() {
    assertThat(add()).isEqualTo(new Outcome.Done());
    JsonNode event = only();
    assertThat(event.path("involvedObject").path("uid").asString()).isEqualTo("s-1");
    assertThat(event.path("involvedObject").path("kind").asString()).isEqualTo("StatefulSet");
    assertThat(event.path("type").asString()).isEqualTo("Normal");
    assertThat(event.path("reason").asString()).isEqualTo("NewcomersWithoutVote");
    assertThat(event.path("message").asString()).isEqualTo("Adding mongo-1: it is wanted");
    assertThat(event.path("firstTimestamp").asString()).isEqualTo("2026-11-25T12:00:00Z");
    assertThat(event.path("reportingInstance").asString()).isEqualTo("mongo-0");
    assertThat(event.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsSaidAgainIsCounted() {
    add();
    now = NOON.plusSeconds(60);
    add();
    assertThat(only().path("count").asInt()).isEqualTo(2);
    assertThat(only().path("firstTimestamp").asString()).isEqualTo("2026-11-25T12:00:00Z");
    assertThat(only().path("lastTimestamp").asString()).isEqualTo("2026-11-25T12:01:00Z");
  }

  @Test
  void anotherKeeperCountsTheSameEvent() {
    add();
    new Events(client, "default", "mongo-1", () -> now)
        .onStatefulSet(
            "mongo", Events.Type.NORMAL, "newcomers-without-vote", "Adding mongo-1: it is wanted");
    assertThat(only().path("count").asInt()).isEqualTo(2);
  }

  @Test
  void anotherKeeperThatSaysTheSameAtTheSameMomentIsCounted() {
    add();
    api.hidesOnce(EVENTS + "/" + only().path("metadata").path("name").asString());
    assertThat(add()).isEqualTo(new Outcome.Done());
    assertThat(only().path("count").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsSaidOtherwiseIsAnotherEvent() {
    add();
    events.onStatefulSet("mongo", Events.Type.WARNING, "initiate-once", "Not initiating: why");
    assertThat(api.below(EVENTS)).hasSize(2);
  }

  @Test
  void aMessageIsNoLongerThanTheApiServerTakes() {
    events.onStatefulSet("mongo", Events.Type.WARNING, "initiate-once", "x".repeat(5000));
    assertThat(only().path("message").asString()).hasSize(1024);
  }

  @Test
  void whoMayNotWriteEventsIsToldWhichRightIsMissing() {
    api.forbids("create events");
    assertThat(add())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.why())
                    .contains("may not create events")
                    .contains("resources: [events], verbs: [create]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "patch"})
  void whoMayNotReadOrCountEventsIsToldWhichRightIsMissing(String verb) {
    add();
    api.forbids(verb + " events");
    assertThat(add())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.why()).contains("may not " + verb + " events"));
    assertThat(only().path("count").asInt()).isOne();
  }

  private Outcome add() {
    return events.onStatefulSet(
        "mongo", Events.Type.NORMAL, "newcomers-without-vote", "Adding mongo-1: it is wanted");
  }

  private JsonNode only() {
    assertThat(api.below(EVENTS)).hasSize(1);
    return api.below(EVENTS).getFirst();
  }
}
