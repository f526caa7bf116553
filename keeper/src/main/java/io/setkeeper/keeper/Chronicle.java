package io.setkeeper.keeper;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Writes Events, on a thread of its own: the loop never waits for it. Where the API server is too
 * slow for what there is to say, the newest is left out: the log has it.
 */
final class Chronicle {
  private static final int LENGTH = 64;

  private final BlockingQueue<Note> notes = new ArrayBlockingQueue<>(LENGTH);
  private final Consumer<Note> write;

  /**
   * One thing that is worth an Event.
   *
   * @param warning something was refused
   * @param rule that wanted it
   * @param text what, and why
   */
  record Note(boolean warning, String rule, String text) {}

  /**
   * @param write takes as long as it likes
   */
  Chronicle(Consumer<Note> write) {
    this.write = write;
  }

  void tell(Note note) {
    boolean ignored = notes.offer(note);
  }

  /** Starts its thread, which ends with the process. */
  void start() {
    Thread.ofVirtual().name("chronicle").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        write.accept(notes.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
