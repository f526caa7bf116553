package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Optional;

/** One line of a recording. */
sealed interface Line {

  /** What the scenario does next. */
  record Note(String text) implements Line {}

  /**
   * A command and what came of it.
   *
   * @param number the running number in its scenario
   * @param node the member that was asked, "mongo-0"
   * @param database the command's database
   * @param command what was sent
   * @param answer the whole reply, an error's too
   * @param waitingFor what was waited for, if the step is one of a series of polls
   */
  record Step(
      int number,
      String node,
      String database,
      Document command,
      Document answer,
      Optional<String> waitingFor)
      implements Line {

    /** The command's name. */
    String name() {
      return command.keySet().iterator().next();
    }

    /** Whether the answer is a success. */
    boolean succeeded() {
      return Double.valueOf(1).equals(answer.get("ok"));
    }

    @Override
    public String toString() {
      return number + ": " + node + " " + name();
    }
  }
}
