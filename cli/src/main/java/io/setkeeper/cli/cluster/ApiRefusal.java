package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server refused, or could not be reached (code 0). */
public final class ApiRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int code;

  /**
   * @param code the HTTP status; 0 where no answer came
   * @param message the server's own words
   */
  public ApiRefusal(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The HTTP status; 0 where no answer came. */
  public int code() {
    return code;
  }

  /** What fabric8 throws, in words. */
  public static ApiRefusal of(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return new ApiRefusal(e.getCode(), e.getStatus().getMessage());
    }
    // fabric8's own code is -1 where no answer came
    return e.getCode() > 0
        ? new ApiRefusal(e.getCode(), String.valueOf(e.getMessage()))
        : new ApiRefusal(0, rootCause(e));
  }

  private static String rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
