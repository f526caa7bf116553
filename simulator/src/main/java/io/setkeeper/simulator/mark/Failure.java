package io.setkeeper.simulator.mark;

import java.util.Arrays;
import java.util.List;

/**
 * The 18 ways in which the sidecar that people use today fails its users, and where it is shown
 * that Setkeeper does not. Those that a decision can cause are named scenarios of the simulator,
 * and situations that a campaign must reach; the others are tested in the module that they belong
 * to.
 */
public enum Failure {
  SPLIT_BRAIN(1, "A minority forces a config", "aMinorityNeverForcesAConfig"),
  SECOND_SET(2, "A second set is initiated", "aSecondSetIsNeverInitiated"),
  HALF_NAMED_SET(
      3,
      "An initiation that is interrupted leaves a half-named set",
      "anInterruptedInitiationIsFinishedUnderFinalNames"),
  STALE_PLAN(4, "Duplicate hosts from a stale plan", "aPlanOnAnOldConfigChangesNothing"),
  ENDLESS_ADD_REMOVE(
      5, "A dead node is removed and added for ever", "aDeadNodeStaysAMemberAndTheConfigIsQuiet"),
  EVICTION(6, "An ordinary restart shrinks the quorum", "aLongRestartEvictsNobody"),
  SCALE_DOWN(7, "Scaling down loses the majority", "scalingDownKeepsAMajorityAllTheWay"),
  SEVERAL_VOTERS(8, "Several voters are added at once", "manyNewcomersGetTheirVotesOneByOne"),
  MORE_THAN_SEVEN(9, "More than seven members fail", "theEighthMemberHasNoVote"),
  OP_QUERY(10, "Its driver speaks OP_QUERY", Where.MONGODB),
  RBAC(11, "It may not list pods, and does not say so usefully", Where.KUBERNETES),
  ALL_ADDRESSES_NEW(
      12,
      "All pods restart under new addresses",
      "allAddressesNewAtOnceIsRefusedExplainedAndMendedByAnOrder"),
  AUTHENTICATION(13, "Login needs a user, the user needs a primary", Where.MONGODB),
  TLS(14, "TLS is not verified", Where.MONGODB),
  NAMESPACES(15, "Pods of other namespaces are merged into one set", Where.KUBERNETES),
  SELECTOR(16, "A selector that matches nothing says so for ever", Where.KUBERNETES),
  REUSED_ID(17, "It reuses _ids", "anIdIsNeverUsedTwice"),
  READINESS(18, "Names are needed before readiness", Where.SANDBOX);

  /** The module that tests what no decision can cause. */
  public enum Where {
    SIMULATOR,
    MONGODB,
    KUBERNETES,
    SANDBOX
  }

  private final int number;
  private final String title;
  private final Where where;
  private final String scenario;

  Failure(int number, String title, String scenario) {
    this.number = number;
    this.title = title;
    this.where = Where.SIMULATOR;
    this.scenario = scenario;
  }

  Failure(int number, String title, Where where) {
    this.number = number;
    this.title = title;
    this.where = where;
    this.scenario = "";
  }

  /** Those that a decision can cause. */
  public static List<Failure> ofDecisions() {
    return Arrays.stream(values()).filter(f -> f.where == Where.SIMULATOR).toList();
  }

  /** 1 to 18. */
  public int number() {
    return number;
  }

  public String title() {
    return title;
  }

  /** Where it is tested. */
  public Where where() {
    return where;
  }

  /**
   * The name of its scenario (a test of class ScenariosTest); empty for what is tested elsewhere.
   */
  public String scenario() {
    return scenario;
  }

  /** What a run that reaches its situation is marked with. */
  public String mark() {
    return "failure %2d: %s".formatted(number, title);
  }
}
