package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.setkeeper.core.port.Outcome;
import java.net.HttpURLConnection;
import java.util.Objects;

/** What the API server did not do, in words that name the verb, the object and the remedy. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  private Refusal(String message, int code, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  static Refusal of(
      String verb, Kind kind, String namespace, String name, KubernetesClientException e) {
    return new Refusal(message(verb, kind, namespace, name, e), e.getCode(), e);
  }

  /** The message, which is never absent. */
  String words() {
    return Objects.requireNonNullElse(getMessage(), "");
  }

  Outcome outcome() {
    return switch (code) {
      case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND ->
          new Outcome.Stale(words());
      case 0 -> new Outcome.Unknown(words());
      default -> new Outcome.Refused(words());
    };
  }

  /** What a watch or a request failed with, in words. */
  static String message(
      String verb, Kind kind, String namespace, String name, KubernetesClientException e) {
    String object = name.isEmpty() ? kind.resource() : kind.resource() + " " + name;
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "this account may not %s %s in namespace %s: give its Role the verb '%s' on '%s'"
              .formatted(verb, object, namespace, verb, kind.resource());
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "the API server does not accept this account's credentials (401)";
      case 0 ->
          "the API server can't be reached to %s %s: %s".formatted(verb, object, rootCause(e));
      default ->
          "the API server refused to %s %s in namespace %s: %d %s"
              .formatted(verb, object, namespace, e.getCode(), reason(e));
    };
  }

  private static String reason(KubernetesClientException e) {
    return e.getStatus() == null || e.getStatus().getMessage() == null
        ? String.valueOf(e.getMessage())
        : e.getStatus().getMessage();
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
