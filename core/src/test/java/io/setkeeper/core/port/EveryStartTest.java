package io.setkeeper.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Member;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every set of up to four members, whatever their votes and priorities and whoever is the primary,
 * becomes whole when nothing goes wrong any more: no rule waits for ever, no two undo each other.
 */
class EveryStartTest {
  private static final int SIZE = 4;

  /** A member of each kind, or none. */
  private enum Kind {
    NONE,
    VOTER,
    WITHOUT_PRIORITY,
    WITHOUT_VOTE;

    Stream<Member> member(int ordinal) {
      Member voter = Member.voter(ordinal, CalmWorld.host(ordinal));
      return switch (this) {
        case NONE -> Stream.of();
        case VOTER -> Stream.of(voter);
        case WITHOUT_PRIORITY -> Stream.of(voter.with(1, 0));
        case WITHOUT_VOTE -> Stream.of(voter.with(0, 0));
      };
    }
  }

  private static final List<Kind> KINDS = List.copyOf(EnumSet.allOf(Kind.class));

  static List<List<Member>> starts() {
    List<List<Member>> starts = new ArrayList<>();
    for (int code = 0; code < 1 << (2 * SIZE); code++) {
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < SIZE; i++) {
        KINDS.get((code >> (2 * i)) & 3).member(i).forEach(members::add);
      }
      if (members.stream().anyMatch(m -> m.priority() > 0)) {
        starts.add(members);
      }
    }
    return starts;
  }

  @ParameterizedTest
  @MethodSource("starts")
  void everySetOfUpToFourBecomesWhole(List<Member> start) {
    for (Member primary : start.stream().filter(m -> m.priority() > 0).toList()) {
      for (int size = 1; size <= SIZE; size++) {
        CalmWorld world = CalmWorld.having(start, primary.id());
        world.scale(size, SIZE);
        Step last = Steps.untilNothingIsDone(world);
        assertThat(last.decision())
            .as("%s, primary %d, size %d", start, primary.id(), size)
            .isInstanceOf(Decision.Rest.class);
        assertThat(world.config().members())
            .extracting(Member::host)
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, size).mapToObj(CalmWorld::host).toList());
        assertThat(world.config().voters()).hasSize(size == 4 ? 3 : size);
      }
    }
  }
}
