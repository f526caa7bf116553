package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A step, or a series of polls for one thing: their last answer is what is waited for.
 *
 * @param polls the recorded answers, in order; one for a step that is no poll
 */
record Question(List<Line.Step> polls) {
  private static final Set<String> READING =
      Set.of(
          "hello",
          "isMaster",
          "replSetGetStatus",
          "replSetGetConfig",
          "find",
          "getDefaultRWConcern",
          "getParameter",
          "buildInfo",
          "serverStatus");

  /** The questions of a recording, in order. */
  static List<Question> of(Recording recording) {
    List<Question> questions = new ArrayList<>();
    List<Line.Step> series = new ArrayList<>();
    for (Line.Step step : recording.steps()) {
      if (!series.isEmpty() && !belong(series.getLast(), step)) {
        questions.add(new Question(List.copyOf(series)));
        series.clear();
      }
      series.add(step);
    }
    questions.add(new Question(List.copyOf(series)));
    return questions;
  }

  private static boolean belong(Line.Step step, Line.Step next) {
    return step.waitingFor().isPresent()
        && step.waitingFor().equals(next.waitingFor())
        && step.node().equals(next.node())
        && step.command().equals(next.command());
  }

  /** The step whose answer counts. */
  Line.Step step() {
    return polls.getLast();
  }

  int firstNumber() {
    return polls.getFirst().number();
  }

  /** Whether it may be asked again and again. */
  boolean isReading() {
    return READING.contains(step().name());
  }

  /** The states through which mongod's members went, by place in the reply, without repetitions. */
  List<List<String>> recordedStates() {
    States states = new States();
    polls.forEach(poll -> states.see(poll.answer()));
    return states.byMember();
  }

  @Override
  public String toString() {
    String range = polls.size() == 1 ? "" : firstNumber() + " to ";
    return range + step();
  }

  /** Collects the states of members over several answers. */
  static final class States {
    private final List<List<String>> byMember = new ArrayList<>();

    void see(Document answer) {
      if (!answer.containsKey("myState")) {
        return;
      }
      List<Document> members = Get.documents(answer, "members");
      for (int i = 0; i < members.size(); i++) {
        if (byMember.size() <= i) {
          byMember.add(new ArrayList<>());
        }
        String state = Get.string(members.get(i), "stateStr");
        List<String> seen = byMember.get(i);
        if (seen.isEmpty() || !seen.getLast().equals(state)) {
          seen.add(state);
        }
      }
    }

    List<List<String>> byMember() {
      return byMember;
    }
  }
}
