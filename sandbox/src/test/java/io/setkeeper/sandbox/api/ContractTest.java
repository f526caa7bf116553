package io.setkeeper.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.api.TestServer.Answer;
import io.setkeeper.sandbox.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runs the cases of {@code contract.yaml}. */
class ContractTest {
  @TempDir static Path state;
  private static TestServer server;

  /** A case and its number, which makes its namespace. */
  record Case(int number, JsonNode text) {}

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer(state);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Named<Case>> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ContractTest.class.getResourceAsStream("contract.yaml"))) {
      JsonNode all = new YAMLMapper().readTree(in);
      return IntStream.range(0, all.size())
          .mapToObj(i -> Named.of(Json.text(all.path(i), "name"), new Case(i, all.path(i))));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theServerAnswersAsKubernetesDoes(Case one) throws Exception {
    String namespace = "case-" + one.number();
    JsonNode made = Json.object().set("metadata", Json.object().put("name", namespace));
    server.ask("POST", "/api/v1/namespaces", Map.of(), made.toString());
    for (JsonNode given : one.text().path("given")) {
      Answer answer = ask(given, namespace);
      assertThat(answer.code()).describedAs("given %s: %s", given, answer).isBetween(200, 299);
    }
    Answer answer = ask(one.text(), namespace);
    assertThat(answer.code()).describedAs("%s", answer).isEqualTo(one.text().path("code").asInt());
    assertContains(answer.body(), one.text().path("body"), "");
  }

  private static Answer ask(JsonNode request, String namespace) throws Exception {
    String[] line = Json.text(request, "ask").replace("NS", namespace).split(" ", 2);
    Map<String, String> headers = new HashMap<>();
    if (request.has("type")) {
      headers.put("Content-Type", Json.text(request, "type"));
    }
    if (request.has("accept")) {
      headers.put("Accept", Json.text(request, "accept"));
    }
    String body = request.has("send") ? request.path("send").toString() : "";
    return server.ask(line[0], line[1], headers, body);
  }

  /** Objects may have more than is expected, lists not; null stands for anything. */
  private static void assertContains(JsonNode found, JsonNode expected, String at) {
    if (expected.isObject()) {
      expected
          .propertyStream()
          .forEach(
              e -> assertContains(found.path(e.getKey()), e.getValue(), at + "/" + e.getKey()));
    } else if (expected.isArray()) {
      assertThat(found.size())
          .describedAs("size of %s in %s", at, found)
          .isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertContains(found.path(i), expected.path(i), at + "/" + i);
      }
    } else if (!expected.isMissingNode() && !expected.isNull()) {
      assertThat(found.asString("")).describedAs(at).isEqualTo(expected.asString(""));
    }
  }
}
