package io.setkeeper.cli.base;

/** The command's exit codes. */
public final class ExitCode {
  /** Done; of {@code status} and {@code up}: the set is healthy. */
  public static final int OK = 0;

  /** The set is not healthy. */
  public static final int NOT_HEALTHY = 1;

  /** Of {@code simulate}: an invariant was violated, or not all was reached that should be. */
  public static final int VIOLATED = 1;

  /** Anything wrong with the call or the machine. */
  public static final int WRONG = 2;

  private ExitCode() {}
}
