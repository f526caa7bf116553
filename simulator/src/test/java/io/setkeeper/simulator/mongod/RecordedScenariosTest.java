package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the recordings of a real mongod to the model. What it does not cover is listed with a
 * reason in {@code recorded/not-covered.csv}; a step that is listed there and agrees fails.
 */
class RecordedScenariosTest {
  private static final String ALL = "*";

  /** How the reason begins where the recording caught a moment that the model may show or not. */
  private static final String EITHER = "a moment: ";

  @TestFactory
  Stream<DynamicNode> theModelAnswersAsTheRecordedMongodDid() {
    return Recording.SCENARIOS.stream()
        .map(
            scenario -> {
              Map<String, String> excuses = excuses(scenario);
              return excuses.containsKey(ALL)
                  ? dynamicTest(scenario + " is not covered", () -> {})
                  : dynamicContainer(scenario, steps(Recording.read(scenario), excuses));
            });
  }

  private static Stream<DynamicNode> steps(Recording recording, Map<String, String> excuses) {
    Replay replay = new Replay(recording);
    return recording.questions().stream()
        .map(
            question ->
                dynamicTest(
                    question.toString(),
                    () -> {
                      Optional<String> difference = replay.difference(question);
                      String number = String.valueOf(question.step().number());
                      String reason = excuses.getOrDefault(number, "");
                      if (reason.startsWith(EITHER)) {
                        return;
                      }
                      if (!reason.isEmpty()) {
                        assertThat(difference).as("listed as not covered").isPresent();
                      } else {
                        assertThat(difference).isEmpty();
                      }
                    }));
  }

  private static Map<String, String> excuses(String scenario) {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Recording.lines("/recorded/not-covered.csv")) {
      List<String> columns = List.of(line.split(",", 3));
      if (columns.get(0).equals(scenario)) {
        for (String step : columns.get(1).split(" ", -1)) {
          reasons.put(step, columns.get(2));
        }
      }
    }
    return reasons;
  }
}
