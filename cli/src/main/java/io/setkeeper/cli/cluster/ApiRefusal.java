package io.setkeeper.cli.cluster;

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
}
