package io.setkeeper.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Sets of up to nine members, with wishes for some: the steps end, and where a wish can't be
 * followed, somebody is told. Two rules that undo each other would never end.
 */
class AnyStartTest {
  private static final int PODS = 9;

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void whateverIsWishedTheStepsEnd(@ForAll long seed) {
    Random random = new Random(seed);
    List<Member> start = start(random);
    CalmWorld world = CalmWorld.having(start, start.getFirst().id());
    world.wishes(wishes(random));
    world.scale(1 + random.nextInt(PODS), PODS);
    Step last = Steps.untilNothingIsDone(world);
    assertThat(last.decision()).isNotInstanceOf(Decision.LookAgain.class);
    assertThat(world.config().voters()).hasSizeLessThanOrEqualTo(7);
  }

  /** The first of them is electable. */
  private static List<Member> start(Random random) {
    int primary = random.nextInt(PODS);
    List<Member> members = new ArrayList<>();
    members.add(Member.voter(primary, CalmWorld.host(primary)));
    int voters = 1;
    for (int i = 0; i < PODS; i++) {
      if (i != primary && random.nextBoolean()) {
        int votes = voters < 7 ? random.nextInt(2) : 0;
        voters += votes;
        boolean hidden = random.nextInt(6) == 0;
        double priority = votes == 0 || hidden ? 0 : random.nextInt(3);
        members.add(
            new Member(i, CalmWorld.host(i), votes, priority, hidden, 0, false, false, Map.of()));
      }
    }
    return members;
  }

  private static Wishes wishes(Random random) {
    Map<Integer, MemberSettings> settings = new HashMap<>();
    for (int ordinal = 0; ordinal < PODS; ordinal++) {
      if (random.nextInt(3) == 0) {
        settings.put(ordinal, settings(random));
      }
    }
    return new Wishes(
        false,
        OptionalInt.empty(),
        settings,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  private static MemberSettings settings(Random random) {
    return new MemberSettings(
        random.nextBoolean() ? OptionalInt.of(random.nextInt(2)) : OptionalInt.empty(),
        random.nextBoolean() ? OptionalDouble.of(random.nextInt(3)) : OptionalDouble.empty(),
        random.nextInt(3) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty(),
        random.nextInt(4) == 0 ? OptionalLong.of(random.nextInt(2) * 60L) : OptionalLong.empty(),
        random.nextInt(6) == 0,
        Map.of());
  }
}
