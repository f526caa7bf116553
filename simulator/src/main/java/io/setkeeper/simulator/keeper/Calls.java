package io.setkeeper.simulator.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A process that calls others: what comes back finds it as it is then. Dead, it takes nothing;
 * frozen, it takes it as soon as it is thawed.
 */
final class Calls {
  private final Surroundings around;
  private final String place;
  private final List<Runnable> kept = new ArrayList<>();
  private boolean dead;
  private boolean frozen;

  Calls(Surroundings around, String place) {
    this.around = around;
    this.place = place;
  }

  void die() {
    dead = true;
    kept.clear();
  }

  boolean dead() {
    return dead;
  }

  void freeze() {
    frozen = true;
  }

  void thaw() {
    frozen = false;
    List<Runnable> due = List.copyOf(kept);
    kept.clear();
    due.forEach(this::take);
  }

  /** Does it in so many milliseconds, if this process does anything then. */
  void after(long millis, Runnable what) {
    around.timeline().after(millis, () -> take(what));
  }

  private void take(Runnable what) {
    if (frozen) {
      kept.add(what);
    } else if (!dead) {
      what.run();
    }
  }

  /** Something that is being answered, once, or not in time. */
  private static final class Pending {
    private boolean over;
  }

  /** What is done at the place that is called; it answers through the consumer, or never. */
  interface Service<T> {
    void ask(Consumer<T> answer);
  }

  /**
   * Calls a place.
   *
   * @param patience milliseconds until it is taken for unanswered: then {@code then} gets nothing
   */
  <T> void call(String to, long patience, Service<T> service, Consumer<Optional<T>> then) {
    Pending pending = new Pending();
    around
        .network()
        .send(
            place,
            to,
            () ->
                service.ask(
                    answer ->
                        around
                            .network()
                            .send(
                                to,
                                place,
                                () -> take(() -> end(pending, Optional.of(answer), then)))));
    after(patience, () -> end(pending, Optional.empty(), then));
  }

  private static <T> void end(Pending pending, Optional<T> answer, Consumer<Optional<T>> then) {
    if (!pending.over) {
      pending.over = true;
      then.accept(answer);
    }
  }
}
