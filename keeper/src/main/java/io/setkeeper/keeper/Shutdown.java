package io.setkeeper.keeper;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process's end on SIGTERM or Ctrl-C: nothing a keeper does needs more than the step that it is
 * in, so it ends within a second, with exit code 0, unless something asks it to {@link #stay}.
 */
final class Shutdown {
  /** More than any step takes. */
  static final Duration LAST_STEP = Duration.ofSeconds(1);

  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile Runnable onRequest = () -> {};
  private boolean ended;
  private int exitCode;
  private long deadline;

  private Shutdown() {}

  static Shutdown install() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::end, "shutdown"));
    return shutdown;
  }

  /** What is to be done when the end is asked for; done at once if it was already. */
  void onRequest(Runnable request) {
    onRequest = request;
    if (asked()) {
      request.run();
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

  /** The end was asked for, and may take so long from now. */
  synchronized void stay(Duration longest) {
    deadline = System.nanoTime() + longest.toNanos();
    notifyAll();
  }

  /** Ends the process with this exit code, once the main thread is through. */
  void exit(int code) {
    synchronized (this) {
      exitCode = code;
      ended = true;
      notifyAll();
    }
    System.exit(code);
  }

  private void end() {
    stay(LAST_STEP);
    asked.countDown();
    Thread.ofVirtual().name("end").start(onRequest);
    int code = awaitTheEnd();
    System.out.flush();
    // A process that a signal ends has that signal's exit code otherwise.
    Runtime.getRuntime().halt(code);
  }

  private synchronized int awaitTheEnd() {
    try {
      for (long left = left(); !ended && left > 0; left = left()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      System.out.println("Ended before the last step was through: the next keeper goes on.");
    }
    return exitCode;
  }

  private long left() {
    return deadline - System.nanoTime();
  }
}
