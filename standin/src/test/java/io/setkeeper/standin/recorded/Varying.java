package io.setkeeper.standin.recorded;

import java.util.Set;

/** What varies from run to run, as the README of the recordings says. */
final class Varying {
  private static final Set<String> NAMES =
      Set.of(
          // topologyVersion, connections
          "processId",
          "counter",
          "connectionId",
          // times
          "date",
          "localTime",
          "uptime",
          "pingMs",
          "lastHeartbeat",
          "lastHeartbeatRecv",
          "electionTime",
          "initialSyncStart",
          "totalInitialSyncElapsedMillis",
          "updateWallClockTime",
          "localUpdateWallClockTime",
          "lastStableRecoveryTimestamp",
          // places in the oplog, terms
          "ts",
          "t",
          "term",
          "configTerm",
          "electionTerm",
          "electionId",
          "updateOpTime",
          "clusterTime",
          "operationTime",
          "replicaSetId",
          "numCatchUpOps",
          // who copies from whom, and what a member last said of it
          "syncSourceHost",
          "syncSourceId",
          "infoMessage");

  /** Comes with time: absent in an answer recorded the moment after, there a moment later. */
  private static final Set<String> LATER =
      Set.of(
          "newTermStartDate",
          "newTermAppliedDate",
          "wMajorityWriteAvailabilityDate",
          "readConcernMajorityOpTime",
          "majorityOpTime",
          "majorityWriteDate");

  private static final Set<String> VERSIONS = Set.of("version", "setVersion", "configVersion");

  private Varying() {}

  /** Whether the value at this path is another one each time. */
  static boolean value(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    return NAMES.contains(name) || name.endsWith("Date") || name.endsWith("WallTime");
  }

  /** Whether it is a version, which a forced reconfig makes random. */
  static boolean version(String path) {
    return VERSIONS.contains(path.substring(path.lastIndexOf('.') + 1));
  }

  /** Whether a field may be there that was not yet there when the answer was recorded. */
  static boolean mayBeThereAlready(String name) {
    return LATER.contains(name);
  }

  /** A message without what varies in it. */
  static String message(String text) {
    return text.replaceAll("term: -?\\d+", "term: T")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+\\+00:00", "DATE");
  }
}
