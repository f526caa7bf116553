package io.setkeeper.cli;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Place;
import io.setkeeper.cli.view.Display;
import io.setkeeper.cli.view.Observer;
import io.setkeeper.cli.view.Picture;
import io.setkeeper.mongodb.MongodAccess;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** One set, looked at and shown again and again. */
record Show(Observer observer, Display display) implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(150);

  static Show of(Kube kube, StateFolder state, MongoSet set, PrintWriter out) {
    return new Show(
        Observer.of(kube, new Place.Sandbox(state), set, MongodAccess.OPEN),
        Display.of(set.setName(), Environment.ofProcess(), out));
  }

  /**
   * Shows it until it is healthy.
   *
   * @throws Refusal when the time is over, with what it still waits for, or when it can't become
   *     healthy
   */
  void untilHealthy(Duration timeout) throws InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    while (true) {
      Picture picture = observer.look();
      display.show(picture);
      if (picture.status().healthy()) {
        return;
      }
      Hopeless.check(picture, observer);
      if (Instant.now().isAfter(deadline)) {
        throw tooLate(picture, timeout);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Refusal tooLate(Picture picture, Duration timeout) {
    String decision = picture.status().keeper().decision();
    String reason = picture.status().keeper().reason();
    return Refusal.notHealthy(
        "%s is not healthy after %d s: %s"
            .formatted(
                picture.status().set(),
                timeout.toSeconds(),
                decision + (reason.isEmpty() ? "" : " (" + reason + ")")),
        "Look: setkeeper status, setkeeper logs POD -c CONTAINER; or wait longer: --timeout");
  }

  /** Shows it for ever. */
  void stay() throws InterruptedException {
    while (true) {
      Thread.sleep(PAUSE.multipliedBy(2));
      display.show(observer.look());
    }
  }

  @Override
  public void close() {
    observer.close();
  }
}
