package io.setkeeper.cli.connect;

import io.setkeeper.cli.base.Refusal;
import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A command that is run while the doors are open, with the connection string in its environment.
 */
public final class Guest {
  /** What the command finds the connection string under. */
  public static final String VARIABLE = "MONGODB_URI";

  private final Process process;
  private final Thread atTheEnd;

  private Guest(Process process) {
    this.process = process;
    this.atTheEnd = Thread.ofPlatform().name("guest").unstarted(this::outlast);
  }

  /**
   * Starts it on this process's own terminal.
   *
   * @throws Refusal where it can't be started
   */
  public static Guest start(List<String> command, String uri) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put(VARIABLE, uri);
      Guest guest = new Guest(builder.start());
      Runtime.getRuntime().addShutdownHook(guest.atTheEnd);
      return guest;
    } catch (IOException e) {
      throw new Refusal(
          "%s can't be run: %s".formatted(command.getFirst(), e.getMessage()),
          "Say what there is after --");
    }
  }

  /** Waits until it ends; its exit code. */
  public int await() throws InterruptedException {
    int code = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException ending) {
      // This process is told to end too, and does so with the same code.
    }
    return code;
  }

  /**
   * This process was told to end. A terminal tells the command too, which may take Ctrl-C for
   * something else; nobody else does. The doors stay open until it has ended.
   */
  private void outlast() {
    boolean atTerminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    if (!atTerminal) {
      process.destroy();
    }
    process.onExit().join();
    Runtime.getRuntime().halt(process.exitValue());
  }
}
