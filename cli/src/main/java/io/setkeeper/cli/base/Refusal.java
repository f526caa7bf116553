package io.setkeeper.cli.base;

/** Something the user asked for that can't be done: shown as it is, without a stack trace. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  /**
   * Something is wrong with the call or the machine.
   *
   * @param what what is wrong, and with which thing
   * @param remedy what to do about it
   */
  public Refusal(String what, String remedy) {
    this(ExitCode.WRONG, what, remedy);
  }

  private Refusal(int exitCode, String what, String remedy) {
    super(what + "\n  " + remedy);
    this.exitCode = exitCode;
  }

  /** All was right, but the set did not become healthy. */
  public static Refusal notHealthy(String what, String remedy) {
    return new Refusal(ExitCode.NOT_HEALTHY, what, remedy);
  }

  /** The command's exit code. */
  public int exitCode() {
    return exitCode;
  }
}
