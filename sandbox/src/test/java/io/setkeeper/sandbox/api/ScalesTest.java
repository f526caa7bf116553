package io.setkeeper.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.api.TestServer.Answer;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Part;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The scale of a StatefulSet that its controller writes to at the same time. */
class ScalesTest {
  private static final String SETS = "/apis/apps/v1/namespaces/default/statefulsets";
  private static final String SCALE = SETS + "/mongo/scale";
  private static final int TIMES = 100;
  private static final int STEPS = 10;
  private static final String STATEFUL_SET =
      """
      {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "mongo"},
       "spec": {"serviceName": "mongo", "replicas": 1, "selector": {"matchLabels": {"role": "mongo"}},
        "template": {"metadata": {"labels": {"role": "mongo"}},
         "spec": {"containers": [{"name": "mongo", "image": "mongo"}]}}}}
      """;

  @TempDir private Path state = Path.of("");
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(state);
    assertThat(server.ask("POST", SETS, Map.of(), STATEFUL_SET).code()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPatchIsRefusedForNobodyElsesChange() throws Exception {
    whileOthersWrite(
        replicas -> ask("PATCH", "application/merge-patch+json", spec(Json.object(), replicas)));
  }

  @Test
  void aScaleWithoutVersionIsRefusedForNobodyElsesChangeAndUndoesNone() throws Exception {
    whileOthersWrite(replicas -> ask("PUT", "application/json", spec(named(), replicas)));
  }

  @Test
  void aScaleOfAnOldVersionIsAConflict() throws Exception {
    ObjectNode old = (ObjectNode) server.ask("GET", SCALE, Map.of(), "").body();
    countOneMore();

    Answer answer = ask("PUT", "application/json", spec(old, 3));

    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.body().path("message").asString()).contains("the object has been modified");
  }

  @Test
  void aScaleOfAnObjectThatIsNoMoreIsAConflict() throws Exception {
    ObjectNode other = Json.object();
    other.putObject("metadata").put("name", "mongo").put("uid", "another");

    Answer answer = ask("PUT", "application/json", spec(other, 3));

    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.body().path("message").asString()).contains("UID in precondition: another");
  }

  private interface Scaling {
    Answer to(int replicas) throws Exception;
  }

  /** Scales again and again, and a count goes up at the same moment; neither loses a step. */
  private void whileOthersWrite(Scaling scaling) throws Exception {
    for (int replicas = 1; replicas <= TIMES; replicas++) {
      Thread controller =
          Thread.ofVirtual().start(() -> IntStream.range(0, STEPS).forEach(i -> countOneMore()));
      Answer answer = scaling.to(replicas);
      controller.join();
      assertThat(answer.code()).as(answer.body().toString()).isEqualTo(200);
    }
    ObjectNode now = server.store().get(Kinds.STATEFUL_SET, "default", "mongo");
    assertThat(Json.number(now, 0, "spec", "replicas")).isEqualTo(TIMES);
    assertThat(counted(now)).as("a count that was undone is missing").isEqualTo(TIMES * STEPS);
  }

  private void countOneMore() {
    server
        .store()
        .change(
            Kinds.STATEFUL_SET,
            "default",
            "mongo",
            Part.MAIN,
            object -> {
              int count = counted(object) + 1;
              Json.with(Json.with(object, "metadata"), "annotations").put("count", "" + count);
            });
  }

  private static int counted(ObjectNode object) {
    String count = Json.text(object, "metadata", "annotations", "count");
    return count.isEmpty() ? 0 : Integer.parseInt(count);
  }

  private static ObjectNode named() {
    ObjectNode scale = Json.object();
    scale.putObject("metadata").put("name", "mongo");
    return scale;
  }

  private static ObjectNode spec(ObjectNode scale, int replicas) {
    Json.with(scale, "spec").put("replicas", replicas);
    return scale;
  }

  private Answer ask(String method, String type, ObjectNode scale) throws Exception {
    return server.ask(method, SCALE, Map.of("Content-Type", type), scale.toString());
  }
}
