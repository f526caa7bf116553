package io.setkeeper.simulator.fault;

import io.setkeeper.core.model.Annotations;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.time.Dice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** What people do to a StatefulSet at any time, and take back or mend some time later. */
final class Orders {
  private static final int MOST_REPLICAS = 9;

  private final Turmoil turmoil;
  private final World world;
  private final Dice dice;
  private final BooleanSupplier nobodyIsBusy;
  private int beforeZero;

  /**
   * @param nobodyIsBusy with what was lost: they don't scale meanwhile
   */
  Orders(Turmoil turmoil, BooleanSupplier nobodyIsBusy) {
    this.turmoil = turmoil;
    this.world = turmoil.world();
    this.dice = turmoil.dice();
    this.nobodyIsBusy = nobodyIsBusy;
  }

  /** What was begun is brought to an end. */
  void end() {
    world.api().order("the set goes on", People.wish(People.paused(false)));
    world.api().order("annotations are mended", People.wish(People.faults(Optional.empty())));
    if (beforeZero > 0) {
      scale(beforeZero);
    }
    int replicas = world.api().state().statefulSet().replicas();
    OptionalInt size = world.api().state().statefulSet().wishes().size();
    if (size.isPresent() && size.getAsInt() > replicas) {
      world.api().order("size is replicas", People.wish(People.size(OptionalInt.empty())));
    }
  }

  void scaleAnywhere() {
    if (nobodyIsBusy.getAsBoolean() && beforeZero == 0) {
      scale((int) dice.between(1, MOST_REPLICAS));
    }
  }

  private void scale(int replicas) {
    world.api().order("scaled to " + replicas, People.scaleTo(replicas));
  }

  void scaleToZero() {
    if (!nobodyIsBusy.getAsBoolean() || beforeZero > 0) {
      return;
    }
    beforeZero = world.api().state().statefulSet().replicas();
    scale(0);
    turmoil.later(
        3_000,
        40_000,
        () -> {
          scale(beforeZero);
          beforeZero = 0;
        });
  }

  void size() {
    int replicas = world.api().state().statefulSet().replicas();
    OptionalInt wanted =
        dice.happens(0.3) || replicas < 1 || !nobodyIsBusy.getAsBoolean()
            ? OptionalInt.empty()
            : OptionalInt.of((int) dice.between(1, replicas));
    world.api().order("size is to be " + wanted, People.wish(People.size(wanted)));
  }

  void pause() {
    world.api().order("paused", People.wish(People.paused(true)));
    turmoil.later(
        1_000, 40_000, () -> world.api().order("goes on", People.wish(People.paused(false))));
  }

  void wish(int ordinal) {
    int thrown = (int) dice.between(1, 4);
    MemberSettings settings =
        switch (thrown == 2 && ordinal == 0 ? 1 : thrown) {
          case 1 -> settings(OptionalInt.empty(), OptionalDouble.of(5), Optional.empty(), Map.of());
          case 2 ->
              settings(OptionalInt.empty(), OptionalDouble.of(0), Optional.of(true), Map.of());
          case 3 ->
              settings(
                  OptionalInt.empty(),
                  OptionalDouble.empty(),
                  Optional.empty(),
                  new HashMap<>(Map.of("use", "report")));
          default -> MemberSettings.NONE;
        };
    world
        .api()
        .order(
            "wished for mongo-%d: %s".formatted(ordinal, settings),
            People.wish(People.member(ordinal, settings)));
  }

  private static MemberSettings settings(
      OptionalInt votes,
      OptionalDouble priority,
      Optional<Boolean> hidden,
      Map<String, String> tags) {
    return new MemberSettings(votes, priority, hidden, OptionalLong.empty(), false, tags);
  }

  void badAnnotation(int ordinal) {
    Wishes.Fault fault =
        dice.happens(0.5)
            ? People.badSize()
            : new Wishes.Fault(Annotations.MEMBER + ordinal, "'no' is no JSON object");
    world.api().order("bad annotation " + fault, People.wish(People.faults(Optional.of(fault))));
    turmoil.later(
        2_000,
        30_000,
        () -> world.api().order("mended annotation", People.wish(People.faults(Optional.empty()))));
  }
}
