package io.setkeeper.keeper.log;

import io.setkeeper.core.model.ConfigVersion;
import java.util.Optional;

/**
 * What every line of the log carries. One keeper is one process, so there is one.
 *
 * @param set the replica set's name; empty until it is known
 * @param pod the keeper's own
 * @param config the config that was seen last; empty until there is one
 */
public record LogContext(
    Optional<String> set, Optional<String> pod, Optional<ConfigVersion> config) {
  private static volatile LogContext current =
      new LogContext(Optional.empty(), Optional.empty(), Optional.empty());

  static LogContext current() {
    return current;
  }

  /** Which pod's keeper it is. */
  public static void of(String pod) {
    current = new LogContext(current.set, Optional.of(pod), current.config);
  }

  /** Which set it keeps. */
  public static void keeping(String set) {
    current = new LogContext(Optional.of(set), current.pod, current.config);
  }

  /** Which config it has seen. */
  public static void seen(ConfigVersion config) {
    if (!current.config.equals(Optional.of(config))) {
      current = new LogContext(current.set, current.pod, Optional.of(config));
    }
  }
}
