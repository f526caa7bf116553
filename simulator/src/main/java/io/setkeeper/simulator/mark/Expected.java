package io.setkeeper.simulator.mark;

import java.util.ArrayList;
import java.util.List;

/** The marks that a campaign of 1,000 seeds or more must reach: the one list of them. */
public final class Expected {
  /** The names of the decision's rules, as its reasons give them. */
  private static final List<String> RULES =
      List.of(
          "annotations",
          "hand-over-before-leaving",
          "implicit-write-concern",
          "initiate-once",
          "lasting-names",
          "newcomers-without-vote",
          "no-vote-without-data",
          "one-config-at-a-time",
          "one-vote-at-a-time",
          "own-mongod",
          "paused",
          "primary-acts",
          "record-first",
          "recover-by-order",
          "remove-what-was-scaled-away",
          "stand-where-waiting-is-needless",
          "statefulset-known",
          "whole",
          "wishes-of-members");

  /** A keeper has its mongod stand though somebody stood since a primary was seen. */
  static final String ELECTION_HELD_AGAIN = "an election that was lost is held again";

  private Expected() {}

  /** How a run is marked in which a rule spoke. */
  static String rule(String name) {
    return "rule " + name;
  }

  /** How a run is marked in which a rule had something done. */
  static String acted(String name) {
    return "rule " + name + " acts";
  }

  /** All of them. */
  public static List<String> marks() {
    List<String> marks = new ArrayList<>();
    RULES.forEach(rule -> marks.add(rule(rule)));
    marks.add(ELECTION_HELD_AGAIN);
    Failure.ofDecisions().forEach(failure -> marks.add(failure.mark()));
    return marks;
  }
}
