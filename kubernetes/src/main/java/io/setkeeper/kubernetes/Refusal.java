package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.setkeeper.core.port.Outcome;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API server did not do, in words that name the verb, the object and the remedy. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private static final Pattern USER =
      Pattern.compile("\"system:serviceaccount:([^:\"]+):([^\"]+)\"");

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

  /** Whether the API server does not allow it: RBAC. */
  boolean isForbidden() {
    return code == HttpURLConnection.HTTP_FORBIDDEN;
  }

  /** Whether there is such an object already, or another version of it. */
  boolean isConflict() {
    return code == HttpURLConnection.HTTP_CONFLICT;
  }

  /** Whether there is no such object. */
  boolean isNotFound() {
    return code == HttpURLConnection.HTTP_NOT_FOUND;
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
      case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(verb, kind, namespace, object, e);
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "the API server does not accept this account's credentials (401)";
      case 0 ->
          "the API server can't be reached to %s %s: %s".formatted(verb, object, rootCause(e));
      default ->
          "the API server refused to %s %s%s: %d %s"
              .formatted(verb, object, place(kind, namespace), e.getCode(), reason(e));
    };
  }

  private static String forbidden(
      String verb, Kind kind, String namespace, String object, KubernetesClientException e) {
    return "%s may not %s %s%s: give it a %s with the rule %s"
        .formatted(
            who(e),
            verb,
            object,
            place(kind, namespace),
            kind.namespaced() ? "Role" : "ClusterRole",
            kind.rule(verb.replace(" and ", ", ")));
  }

  private static String place(Kind kind, String namespace) {
    return kind.namespaced() ? " in namespace " + namespace : "";
  }

  /** The service account, which the API server names in its words. */
  private static String who(KubernetesClientException e) {
    Matcher user = USER.matcher(reason(e));
    return user.find()
        ? "service account %s of namespace %s".formatted(user.group(2), user.group(1))
        : "the service account";
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
