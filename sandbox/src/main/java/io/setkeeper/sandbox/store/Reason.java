package io.setkeeper.sandbox.store;

/** Why the API server refuses: the {@code reason} of a Status, with its HTTP code. */
public enum Reason {
  BAD_REQUEST(400, "BadRequest"),
  UNAUTHORIZED(401, "Unauthorized"),
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "NotFound"),
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
  NOT_ACCEPTABLE(406, "NotAcceptable"),
  ALREADY_EXISTS(409, "AlreadyExists"),
  CONFLICT(409, "Conflict"),
  EXPIRED(410, "Expired"),
  UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
  INVALID(422, "Invalid"),
  INTERNAL_ERROR(500, "InternalError");

  private final int code;
  private final String text;

  Reason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The HTTP status code. */
  public int code() {
    return code;
  }

  /** As Kubernetes writes it in a Status. */
  public String text() {
    return text;
  }
}
