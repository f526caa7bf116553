package io.setkeeper.standin.replset;

/** The errors of mongod that replica-set commands answer, with their numbers. */
public enum MongoError {
  BAD_VALUE(2, "BadValue"),
  UNAUTHORIZED(13, "Unauthorized"),
  TYPE_MISMATCH(14, "TypeMismatch"),
  ALREADY_INITIALIZED(23, "AlreadyInitialized"),
  MAX_TIME_MS_EXPIRED(50, "MaxTimeMSExpired"),
  COMMAND_NOT_FOUND(59, "CommandNotFound"),
  WRITE_CONCERN_FAILED(64, "WriteConcernFailed"),
  NODE_NOT_FOUND(74, "NodeNotFound"),
  NO_REPLICATION_ENABLED(76, "NoReplicationEnabled"),
  SHUTDOWN_IN_PROGRESS(91, "ShutdownInProgress"),
  INVALID_REPLICA_SET_CONFIG(93, "InvalidReplicaSetConfig"),
  NOT_YET_INITIALIZED(94, "NotYetInitialized"),
  NOT_SECONDARY(95, "NotSecondary"),
  UNSATISFIABLE_WRITE_CONCERN(100, "UnsatisfiableWriteConcern"),
  NEW_CONFIG_INCOMPATIBLE(103, "NewReplicaSetConfigurationIncompatible"),
  NODE_NOT_ELECTABLE(104, "NodeNotElectable"),
  CONFIGURATION_IN_PROGRESS(109, "ConfigurationInProgress"),
  CANNOT_INITIALIZE_NODE_WITH_DATA(110, "CannotInitializeNodeWithData"),
  CONFLICTING_OPERATION_IN_PROGRESS(117, "ConflictingOperationInProgress"),
  COMMAND_FAILED(125, "CommandFailed"),
  PRIMARY_STEPPED_DOWN(189, "PrimarySteppedDown"),
  UNKNOWN_FEATURE_COMPATIBILITY_VERSION(258, "UnknownFeatureCompatibilityVersion"),
  EXCEEDED_TIME_LIMIT(262, "ExceededTimeLimit"),
  CURRENT_CONFIG_NOT_COMMITTED_YET(308, "CurrentConfigNotCommittedYet"),
  NOT_WRITABLE_PRIMARY(10107, "NotWritablePrimary"),
  INTERRUPTED_AT_SHUTDOWN(11600, "InterruptedAtShutdown"),
  INTERRUPTED_DUE_TO_REPL_STATE_CHANGE(11602, "InterruptedDueToReplStateChange"),
  NOT_PRIMARY_NO_SECONDARY_OK(13435, "NotPrimaryNoSecondaryOk"),
  NOT_PRIMARY_OR_SECONDARY(13436, "NotPrimaryOrSecondary");

  private final int code;
  private final String codeName;

  MongoError(int code, String codeName) {
    this.code = code;
    this.codeName = codeName;
  }

  /** The number that drivers branch on. */
  public int code() {
    return code;
  }

  /** The name that mongod gives the number. */
  public String codeName() {
    return codeName;
  }
}
