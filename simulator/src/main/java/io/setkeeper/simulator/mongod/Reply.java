package io.setkeeper.simulator.mongod;

import io.setkeeper.core.port.Outcome;

/**
 * What a command that changes something is answered.
 *
 * @param code MongoDB's error code (source: error_codes.yml); 0 for ok
 * @param words its error message; empty for ok
 */
public record Reply(int code, String words) {
  static final Reply OK = new Reply(0, "");
  static final int HOST_UNREACHABLE = 6;
  static final int ALREADY_INITIALIZED = 23;
  static final int MAX_TIME_EXPIRED = 50;
  static final int NODE_NOT_FOUND = 74;
  static final int INVALID_REPLICA_SET_CONFIG = 93;
  static final int NOT_YET_INITIALIZED = 94;
  static final int INCOMPATIBLE = 103;
  static final int NODE_NOT_ELECTABLE = 104;
  static final int CONFIGURATION_IN_PROGRESS = 109;
  static final int CANNOT_INITIALIZE_NODE_WITH_DATA = 110;
  static final int CONFLICTING_OPERATION = 117;
  static final int COMMAND_FAILED = 125;
  static final int PRIMARY_STEPPED_DOWN = 189;
  static final int EXCEEDED_TIME_LIMIT = 262;
  static final int CURRENT_CONFIG_NOT_COMMITTED_YET = 308;
  static final int NOT_WRITABLE_PRIMARY = 10107;
  static final int INTERRUPTED_BY_STATE_CHANGE = 11602;

  /** The connection ended before the answer came. */
  static final Reply CLOSED = new Reply(-1, "the connection was closed");

  public boolean ok() {
    return code == 0;
  }

  /** What the adapter makes of it (module mongodb, Failures). */
  public Outcome outcome() {
    return switch (code) {
      case 0 -> new Outcome.Done();
      case -1, MAX_TIME_EXPIRED, EXCEEDED_TIME_LIMIT -> new Outcome.Unknown(text());
      case ALREADY_INITIALIZED,
          CONFIGURATION_IN_PROGRESS,
          CURRENT_CONFIG_NOT_COMMITTED_YET,
          PRIMARY_STEPPED_DOWN,
          NOT_WRITABLE_PRIMARY,
          INTERRUPTED_BY_STATE_CHANGE ->
          new Outcome.Stale(text());
      default -> new Outcome.Refused(text());
    };
  }

  String text() {
    return code > 0 ? code + ": " + words : words;
  }
}
