package io.setkeeper.simulator.mongod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** A scenario of a real mongod's recorded answers (README.md beside them). */
record Recording(String scenario, List<Question> questions) {
  /** The recorded scenarios. */
  static final List<String> SCENARIOS =
      List.of(
          "arbiter",
          "failover",
          "grow_one_by_one",
          "grow_two_at_once",
          "initiate_default",
          "initiate_three",
          "initiate_three_and_step_up",
          "large_member_id",
          "majority_lost",
          "many_members",
          "reconfig_refusals",
          "rename_first_member",
          "step_down",
          "uninitiated",
          "wiped_member",
          "with_keyfile");

  /**
   * A command and its answer.
   *
   * @param answer the reply, or the error's
   * @param waitingFor of a poll: what for
   * @param millis how long the answer took; of a poll, when it was first answered so
   */
  record Step(
      int number,
      String node,
      BsonDocument command,
      BsonDocument answer,
      Optional<String> waitingFor,
      long millis) {

    String name() {
      return command.getFirstKey();
    }

    /** The answer's code; 0 for ok. */
    int code() {
      return answer.getNumber("ok").intValue() == 1 ? 0 : answer.getNumber("code").intValue();
    }
  }

  /** A step, or several polls of one series: the last one is what was waited for. */
  record Question(List<Step> polls) {
    Step step() {
      return polls.getLast();
    }

    @Override
    public String toString() {
      Step step = step();
      return "%d: %s %s".formatted(step.number(), step.node(), step.name());
    }
  }

  static Recording read(String scenario) {
    List<Question> questions = new ArrayList<>();
    List<Step> series = new ArrayList<>();
    for (String line : lines("/mongod-replies/" + scenario + ".jsonl")) {
      BsonDocument json = BsonDocument.parse(line);
      if (!json.containsKey("step")) {
        continue;
      }
      Step step = step(json);
      if (!series.isEmpty() && !belong(series.getLast(), step)) {
        questions.add(new Question(List.copyOf(series)));
        series.clear();
      }
      series.add(step);
    }
    questions.add(new Question(List.copyOf(series)));
    return new Recording(scenario, questions);
  }

  private static Step step(BsonDocument line) {
    return new Step(
        line.getNumber("step").intValue(),
        line.getString("node").getValue(),
        line.getDocument("command"),
        line.getDocument(line.containsKey("reply") ? "reply" : "error"),
        Optional.ofNullable(line.get("waiting_for")).map(w -> w.asString().getValue()),
        Documents.integer(line, "after_ms", Documents.integer(line, "ms", 0)));
  }

  private static boolean belong(Step step, Step next) {
    return step.waitingFor().isPresent()
        && step.waitingFor().equals(next.waitingFor())
        && step.node().equals(next.node())
        && step.command().equals(next.command());
  }

  /** The lines of a test resource without empty ones and remarks. */
  static List<String> lines(String resource) {
    try (var stream =
        Objects.requireNonNull(Recording.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(BsonDocument document, String field) {
    return document.get(field) instanceof BsonString text ? text.getValue() : "";
  }
}
