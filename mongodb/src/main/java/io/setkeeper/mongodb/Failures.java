package io.setkeeper.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.port.Outcome;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

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
      return refusedTheConnection(e) || e instanceof MongoSecurityException
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

  /** Whether it does not know the user, or not with this password. */
  static boolean isWrongLogin(MongoException e) {
    return e instanceof MongoSecurityException
        && e.getCause() instanceof MongoCommandException command
        && (command.getErrorCode() == Codes.AUTHENTICATION_FAILED
            || command.getErrorCode() == Codes.USER_NOT_FOUND);
  }

  /** Whether it does nothing for somebody who did not log in (recorded: with_keyfile). */
  static boolean demandsLogin(MongoException e) {
    return e instanceof MongoCommandException command
        && command.getErrorCode() == Codes.UNAUTHORIZED
        && command.getErrorMessage().contains("requires authentication");
  }

  private static boolean refusedTheConnection(MongoException e) {
    return cause(e, ConnectException.class)
        .filter(refused -> String.valueOf(refused.getMessage()).contains("refused"))
        .isPresent();
  }

  /** The server's own words with their code, or what went wrong on the way to it. */
  static String words(MongoException e) {
    if (e instanceof MongoSecurityException) {
      return login(e);
    }
    if (demandsLogin(e)) {
      return "it demands a login ("
          + reply(e)
          + "): give the keeper MONGODB_USERNAME and MONGODB_PASSWORD";
    }
    if (answered(e)) {
      return e.getCode() == Codes.UNAUTHORIZED
          ? reply(e) + ": the keeper's user needs the role root"
          : reply(e);
    }
    Optional<String> tls = tls(e);
    if (tls.isPresent()) {
      return tls.get();
    }
    return switch (e) {
      case MongoSocketOpenException open -> String.valueOf(open.getMessage());
      // Its own message lists the driver's whole view, with times.
      case MongoTimeoutException timeout -> "no answer in time";
      case Unreached unreached -> "no answer in time: " + unreached.getMessage();
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  private static String login(MongoException e) {
    return e.getCause() instanceof MongoCommandException refused
        ? "it does not accept the keeper's login (%s): check MONGODB_USERNAME, MONGODB_PASSWORD and"
                .formatted(reply(refused))
            + " the user's database, MONGODB_DATABASE"
        // The driver's words name the user and hide the password.
        : "the login failed: " + e.getMessage();
  }

  private static Optional<String> tls(MongoException e) {
    Optional<String> certificate =
        cause(e, CertPathValidatorException.class)
            .map(Throwable::getMessage)
            .or(() -> cause(e, CertPathBuilderException.class).map(Throwable::getMessage))
            .or(() -> cause(e, CertificateException.class).map(Throwable::getMessage));
    if (certificate.isPresent()) {
      return Optional.of(
          "its certificate is not accepted (%s): check MONGO_TLS_CA, and the names that the"
                  .formatted(certificate.get())
              + " certificate bears");
    }
    Optional<SSLException> handshake = cause(e, SSLException.class);
    if (handshake.isPresent()) {
      return Optional.of(tlsFails(handshake.get()));
    }
    return e instanceof Unreached unreached
        ? closed(unreached)
            .map(
                closed ->
                    unreached.overTls()
                        ? tlsFails(closed)
                        : "it closes connections without an answer: where it demands TLS, set"
                            + " MONGO_SSL_ENABLED to true")
        : Optional.empty();
  }

  private static String tlsFails(Throwable how) {
    return "TLS fails (%s): does it speak TLS, and does it demand a client certificate (MONGO_TLS_CERT)?"
        .formatted(how.getMessage());
  }

  /** A server that does not like what it reads, or reads no client certificate, just closes. */
  private static Optional<Throwable> closed(Unreached e) {
    return cause(e, MongoSocketReadException.class)
        .<Throwable>map(read -> read)
        .or(() -> cause(e, SocketException.class))
        .filter(how -> !(how instanceof ConnectException));
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  private static String reply(MongoException e) {
    return e instanceof MongoCommandException command
        ? "%d %s: %s"
            .formatted(
                command.getErrorCode(), command.getErrorCodeName(), command.getErrorMessage())
        : e.getCode() + ": " + e.getMessage();
  }
}
