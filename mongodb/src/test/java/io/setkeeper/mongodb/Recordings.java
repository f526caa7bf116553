package io.setkeeper.mongodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** What a real mongod 5.0.7 answered, scenario by scenario. */
final class Recordings {
  private static final List<String> SCENARIOS =
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

  private Recordings() {}

  /** One command and what came of it. */
  record Line(String scenario, int step, BsonDocument json) {
    String command() {
      return json.getDocument("command").getFirstKey();
    }

    BsonDocument reply() {
      return json.getDocument("reply");
    }

    BsonDocument error() {
      return json.getDocument("error");
    }

    @Override
    public String toString() {
      return scenario + " " + step;
    }
  }

  static Stream<Line> all() {
    return SCENARIOS.stream().flatMap(Recordings::of);
  }

  /** The lines of a scenario in which a command was sent. */
  static Stream<Line> of(String scenario) {
    try (InputStream file =
            Objects.requireNonNull(
                Recordings.class.getResourceAsStream("/mongod-replies/" + scenario + ".jsonl"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(BsonDocument::parse)
          .filter(json -> json.containsKey("command"))
          .map(json -> new Line(scenario, json.getNumber("step").intValue(), json))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The replies to a command, of every scenario. */
  static Stream<Line> repliesTo(String command) {
    return all()
        .filter(line -> line.command().equals(command) && line.json().containsKey("reply"))
        .filter(line -> line.reply().getNumber("ok").intValue() == 1);
  }

  static Line line(String scenario, int step) {
    return of(scenario).filter(line -> line.step() == step).findFirst().orElseThrow();
  }
}
