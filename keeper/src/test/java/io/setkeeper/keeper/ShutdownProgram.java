package io.setkeeper.keeper;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that ends as a keeper does; a test starts it. */
final class ShutdownProgram {
  private ShutdownProgram() {}

  /**
   * Runs until it is told to end.
   *
   * @param arguments {@code outlives}: goes on after that until a line comes on standard input
   */
  public static void main(String[] arguments) throws Exception {
    Shutdown shutdown = Shutdown.install();
    CountDownLatch asked = new CountDownLatch(1);
    boolean outlives = arguments.length == 1;
    shutdown.onRequest(
        () -> {
          if (outlives) {
            shutdown.stay(Duration.ofMinutes(1));
            System.out.println("stays");
          }
          asked.countDown();
        });
    System.out.println("runs");
    asked.await();
    if (outlives && System.in.read() >= 0) {
      System.out.println("ends");
    }
    shutdown.exit(0);
  }
}
