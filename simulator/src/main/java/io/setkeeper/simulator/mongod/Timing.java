package io.setkeeper.simulator.mongod;

/**
 * How long things take, in milliseconds.
 *
 * @param heartbeatInterval {@code settings.heartbeatIntervalMillis}
 * @param heartbeatTimeout {@code settings.heartbeatTimeoutSecs}
 * @param electionTimeout {@code settings.electionTimeoutMillis}
 * @param startup from the start of a process to the first answer
 * @param recovery from the first answer of a process with a config to SECONDARY
 * @param quickestInitialSync the least that an initial sync takes
 * @param slowestInitialSync the most that an initial sync takes
 */
public record Timing(
    long heartbeatInterval,
    long heartbeatTimeout,
    long electionTimeout,
    long startup,
    long recovery,
    long quickestInitialSync,
    long slowestInitialSync) {
  /** MongoDB's defaults, and an idle machine with little data. */
  public static final Timing DEFAULT = new Timing(2_000, 10_000, 10_000, 600, 300, 900, 1_500);
}
