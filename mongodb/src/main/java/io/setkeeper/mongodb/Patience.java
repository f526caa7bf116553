package io.setkeeper.mongodb;

import java.time.Duration;

/**
 * How long a mongod is waited for.
 *
 * @param open for a connection to be opened, the driver's first question included
 * @param answer for each answer, and for a connection where there is none
 */
public record Patience(Duration open, Duration answer) {
  /** From a pod of the same cluster. */
  public static final Patience NEAR = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(2));

  /**
   * From a command on the sandbox's machine, which may be busy: whoever looked for a shorter time
   * would tell a mongod that is slow as unknown.
   */
  public static final Patience HERE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5));

  /** Over a port that an API server forwards, at the end of a slow line or from a busy node. */
  public static final Patience FAR = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5));
}
