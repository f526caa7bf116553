package io.setkeeper.sandbox.node;

/** What a container's environment or volumes refer to is not there (yet). */
final class ConfigMissingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigMissingException(String message) {
    super(message);
  }
}
