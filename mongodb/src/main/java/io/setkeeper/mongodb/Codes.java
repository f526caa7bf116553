package io.setkeeper.mongodb;

/** MongoDB's error codes that mean something to a keeper (source: error_codes.yml). */
final class Codes {
  static final int USER_NOT_FOUND = 11;
  static final int UNAUTHORIZED = 13;
  static final int AUTHENTICATION_FAILED = 18;
  static final int ALREADY_INITIALIZED = 23;
  static final int MAX_TIME_EXPIRED = 50;
  static final int NETWORK_TIMEOUT = 89;
  static final int SHUTDOWN_IN_PROGRESS = 91;
  static final int INVALID_REPLICA_SET_CONFIG = 93;
  static final int NOT_YET_INITIALIZED = 94;
  static final int CONFIGURATION_IN_PROGRESS = 109;
  static final int COMMAND_FAILED = 125;
  static final int PRIMARY_STEPPED_DOWN = 189;
  static final int EXCEEDED_TIME_LIMIT = 262;
  static final int CURRENT_CONFIG_NOT_COMMITTED_YET = 308;
  static final int NOT_WRITABLE_PRIMARY = 10107;
  static final int INTERRUPTED_AT_SHUTDOWN = 11600;
  static final int INTERRUPTED_BY_STATE_CHANGE = 11602;
  static final int USER_ALREADY_EXISTS = 51003;

  private Codes() {}
}
