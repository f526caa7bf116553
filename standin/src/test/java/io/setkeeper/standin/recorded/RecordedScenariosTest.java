package io.setkeeper.standin.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the recordings of a real mongod to running stand-ins and compares each answer. What is not
 * yet covered is listed in {@code replay/not-yet-covered.csv} and printed; a line there that
 * excuses nothing any more fails.
 */
class RecordedScenariosTest {

  @TestFactory
  Stream<DynamicNode> recordings() {
    List<Excuse> excuses = Excuse.all();
    return Stream.concat(
        Recording.all().stream().map(recording -> scenario(recording, excuses)),
        Stream.of(dynamicTest("what is not yet covered is so still", () -> check(excuses))));
  }

  private static DynamicContainer scenario(Recording recording, List<Excuse> excuses) {
    List<Question> questions = Question.of(recording);
    List<Excuse> all = Stream.concat(excuses.stream(), Excuse.moments().stream()).toList();
    Replay replay = new Replay(recording, new StandIns(), all);
    Stream<DynamicNode> tests =
        questions.stream()
            .filter(question -> !replay.skips(question))
            .map(question -> dynamicTest(question.toString(), () -> ask(replay, question)));
    return dynamicContainer(recording.scenario(), recording.source(), tests.onClose(replay::close));
  }

  private static void ask(Replay replay, Question question) throws Exception {
    assertThat(replay.differences(question)).isEmpty();
  }

  private static void check(List<Excuse> excuses) {
    System.out.println("Not yet covered of what a real mongod answers:");
    excuses.forEach(excuse -> System.out.println("  " + excuse));
    assertThat(excuses).filteredOn(excuse -> !excuse.skips()).allMatch(e -> e.used().get());
  }
}
