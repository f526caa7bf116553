package io.setkeeper.sandbox.node;

/** A container that can't be started as it is. The message says what is wrong, and the remedy. */
public final class CannotRunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message is shown to the user as it is. */
  public CannotRunException(String message) {
    super(message);
  }
}
