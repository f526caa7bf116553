package io.setkeeper.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.port.Outcome;
import java.net.ConnectException;

/** What a failed command means: for a look, and for an action. */
final class Failures {
  private Failures() {}

  /** Nothing is known of a mongod that did not answer, or not what it was asked. */
  static Mongod unknown(MongoException e) {
    return new Mongod.Unknown(words(e), refusedTheConnection(e));
  }

  /**
   * What became of a command that changes something. A refusal by a server that is no longer the
   * one to ask, or is busy with a change of its own, is stale; an answer that never came may have
   * been a success.
   */
  static Outcome outcome(MongoException e) {
    if (!answered(e)) {
      return refusedTheConnection(e)
          ? new Outcome.Refused(words(e))
          : new Outcome.Unknown(words(e));
    }
    return switch (e.getCode()) {
      case Codes.MAX_TIME_EXPIRED, Codes.EXCEEDED_TIME_LIMIT, Codes.NETWORK_TIMEOUT ->
          new Outcome.Unknown(words(e));
      case Codes.ALREADY_INITIALIZED,
          Codes.CONFIGURATION_IN_PROGRESS,
          Codes.CURRENT_CONFIG_NOT_COMMITTED_YET,
          Codes.PRIMARY_STEPPED_DOWN,
          Codes.NOT_WRITABLE_PRIMARY,
          Codes.INTERRUPTED_AT_SHUTDOWN,
          Codes.INTERRUPTED_BY_STATE_CHANGE,
          Codes.SHUTDOWN_IN_PROGRESS ->
          new Outcome.Stale(words(e));
      default -> new Outcome.Refused(words(e));
    };
  }

  /** Whether the server itself said no: its code then tells why. */
  static boolean answered(MongoException e) {
    return e instanceof MongoServerException || e.getCode() == Codes.MAX_TIME_EXPIRED;
  }

  private static boolean refusedTheConnection(MongoException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          && String.valueOf(cause.getMessage()).contains("refused")) {
        return true;
      }
    }
    return false;
  }

  /** The server's own words with their code, or what went wrong on the way to it. */
  static String words(MongoException e) {
    if (e.getCode() == Codes.UNAUTHORIZED || e.getCode() == Codes.AUTHENTICATION_FAILED) {
      return "it demands a login ("
          + reply(e)
          + "), and this version of Setkeeper has no credentials to give: run it without --auth and"
          + " --keyFile";
    }
    if (answered(e)) {
      return reply(e);
    }
    return switch (e) {
      case MongoSocketOpenException open -> String.valueOf(open.getMessage());
      // Its own message lists the driver's whole view, with times.
      case MongoTimeoutException timeout -> "no answer in time";
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  private static String reply(MongoException e) {
    return e instanceof MongoCommandException command
        ? "%d %s: %s"
            .formatted(
                command.getErrorCode(), command.getErrorCodeName(), command.getErrorMessage())
        : e.getCode() + ": " + e.getMessage();
  }
}
