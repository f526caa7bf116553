package io.setkeeper.keeper;

import java.util.Map;

/** slf4j-simple's set-up: our own lines on standard output, of the libraries only complaints. */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /** Must come before the first logger; what is set on the command line stays. */
  static void configure() {
    Map.of(
            "logFile", "System.out",
            "showDateTime", "true",
            "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "showThreadName", "false",
            "showShortLogName", "true",
            "defaultLogLevel", "error",
            "log.io.setkeeper", "info")
        .forEach(
            (key, value) ->
                System.setProperty(PREFIX + key, System.getProperty(PREFIX + key, value)));
  }
}
