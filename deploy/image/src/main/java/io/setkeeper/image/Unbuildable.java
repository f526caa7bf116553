package io.setkeeper.image;

/** Why an image can't be built here: what is missing, where, and what helps. */
final class Unbuildable extends RuntimeException {
  Unbuildable(String message) {
    super(message);
  }

  Unbuildable(String message, Throwable cause) {
    super(message, cause);
  }

  /** What is to be printed. */
  String text() {
    return String.valueOf(getMessage());
  }
}
