package io.setkeeper.standin.replset;

/** The states of a member (the manual's "Replica Set Member States"). */
public enum MemberState {
  STARTUP(0, "STARTUP"),
  PRIMARY(1, "PRIMARY"),
  SECONDARY(2, "SECONDARY"),
  RECOVERING(3, "RECOVERING"),
  STARTUP2(5, "STARTUP2"),
  UNKNOWN(6, "UNKNOWN"),
  ARBITER(7, "ARBITER"),
  DOWN(8, "(not reachable/healthy)"),
  ROLLBACK(9, "ROLLBACK"),
  REMOVED(10, "REMOVED");

  private final int number;
  private final String text;

  MemberState(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** {@code state} in replSetGetStatus. */
  public int number() {
    return number;
  }

  /** {@code stateStr} in replSetGetStatus. */
  public String text() {
    return text;
  }
}
