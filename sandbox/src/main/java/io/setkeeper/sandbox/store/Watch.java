package io.setkeeper.sandbox.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A stream of changes. One reader; events come in the order of their versions. */
public final class Watch implements AutoCloseable {
  /** A reader that is further behind than this is cut off, and starts over with a list. */
  private static final int LONGEST_QUEUE = 100_000;

  private final BlockingQueue<WatchEvent> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final Consumer<Watch> onClose;
  private volatile boolean closed;

  Watch(Consumer<Watch> onClose) {
    this.onClose = onClose;
  }

  /**
   * Waits for the next event.
   *
   * @param patience how long to wait at most
   * @return nothing when the time is over, or when the watch is {@link #closed()}
   */
  public Optional<WatchEvent> next(Duration patience) throws InterruptedException {
    if (closed && queue.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Waits for the next event, however long. Interruption ends the wait. */
  public WatchEvent next() throws InterruptedException {
    return queue.take();
  }

  /** Whether no more events come. */
  public boolean closed() {
    return closed;
  }

  void offer(WatchEvent event) {
    if (!closed && !queue.offer(event)) {
      close();
    }
  }

  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
  }
}
