package io.setkeeper.keeper;

/** A file of the TLS settings is not what it should be; the message names it. */
final class UnusableAccess extends Exception {
  private static final long serialVersionUID = 1;

  UnusableAccess(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
