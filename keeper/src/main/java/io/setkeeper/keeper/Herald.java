package io.setkeeper.keeper;

import io.setkeeper.core.port.Outcome;
import io.setkeeper.kubernetes.OwnPod;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the newest news on the own pod, on a thread of its own: the loop never waits for it, and
 * what is overtaken is never written.
 */
final class Herald {
  private static final Logger log = LoggerFactory.getLogger(Herald.class);

  /** Between two writes: what changes faster is of no use to a reader. */
  private static final Duration BREATH = Duration.ofMillis(300);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** What is told of the own pod. */
  record News(String role, String decision, String reason) {}

  private final OwnPod pod;
  private final Runnable onRefusal;
  private final Set<String> complaints = new HashSet<>();
  private @Nullable News wanted;
  private @Nullable News written;

  /**
   * @param onRefusal called whenever the pod is not written
   */
  Herald(OwnPod pod, Runnable onRefusal) {
    this.pod = pod;
    this.onRefusal = onRefusal;
  }

  synchronized void tell(News news) {
    if (!news.equals(wanted)) {
      wanted = news;
      notifyAll();
    }
  }

  /** Starts its thread, which ends with the process. */
  void start() {
    Thread.ofVirtual().name("herald").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        News news = next();
        Outcome outcome = pod.tell(news.role(), news.decision(), news.reason());
        if (outcome instanceof Outcome.Done) {
          done(news);
          Thread.sleep(BREATH);
        } else {
          onRefusal.run();
          complain(outcome);
          Thread.sleep(AFTER_FAILURE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized News next() throws InterruptedException {
    News news = wanted;
    while (news == null || news.equals(written)) {
      wait();
      news = wanted;
    }
    return news;
  }

  private synchronized void done(News news) {
    written = news;
  }

  private void complain(Outcome outcome) {
    if (complaints.add(outcome.toString())) {
      log.warn("The own pod can't be labelled: {}", outcome);
    }
  }
}
