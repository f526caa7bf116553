package io.setkeeper.keeper;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process's end on SIGTERM or Ctrl-C: nothing a keeper does needs more than the step that it is
 * in, so it ends within a second, with exit code 0.
 */
final class Shutdown {
  private static final Duration LAST_STEP = Duration.ofSeconds(1);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Runnable onRequest = () -> {};
  private volatile int exitCode;

  private Shutdown() {}

  static Shutdown install() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::end, "shutdown"));
    return shutdown;
  }

  /** What is to be stopped when the end is asked for; called at once if it was already. */
  void onRequest(Runnable stop) {
    onRequest = stop;
    if (asked()) {
      stop.run();
    }
  }

  boolean asked() {
    return asked.getCount() == 0;
  }

  /** Waits until the end is asked for, at most so long. */
  void await(Duration longest) {
    try {
      boolean ignored = asked.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process with this exit code, once the main thread is through. */
  void exit(int code) {
    exitCode = code;
    ended.countDown();
    System.exit(code);
  }

  private void end() {
    asked.countDown();
    onRequest.run();
    try {
      if (!ended.await(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
        System.out.println("Ended before the last step was through: the next keeper goes on.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    // A process that a signal ends has that signal's exit code otherwise.
    Runtime.getRuntime().halt(exitCode);
  }
}
