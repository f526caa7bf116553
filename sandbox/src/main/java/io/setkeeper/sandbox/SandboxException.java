package io.setkeeper.sandbox;

/** The sandbox can't start. The message names the thing and the remedy, for a person to read. */
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what went wrong as a sentence. */
  public SandboxException(String message) {
    super(message);
  }

  /** With what went wrong as a sentence, and the failure behind it. */
  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
