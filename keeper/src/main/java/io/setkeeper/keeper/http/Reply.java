package io.setkeeper.keeper.http;

/**
 * An answer.
 *
 * @param status HTTP's
 * @param contentType of the body
 */
public record Reply(int status, String contentType, String body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  /** 200 and a line of text. */
  public static Reply ok(String line) {
    return new Reply(200, TEXT, line + "\n");
  }

  /** 503 and a line that says what is missing. */
  public static Reply unavailable(String line) {
    return new Reply(503, TEXT, line + "\n");
  }
}
