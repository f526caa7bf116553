package io.setkeeper.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Member;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Step after step in a world without faults: each is safe (the world checks), and they end. */
class StepTest {
  static List<int[]> scalings() {
    return IntStream.rangeClosed(1, 9)
        .boxed()
        .flatMap(from -> IntStream.rangeClosed(1, 9).mapToObj(to -> new int[] {from, to}))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,3", "5,5", "6,5", "7,7", "8,7", "9,7"})
  void aSetIsFormedPodByPodWithOddVotes(int size, int votes) {
    CalmWorld world = new CalmWorld();
    for (int running = 1; running <= size; running++) {
      world.scale(size, running);
      untilNothingIsDone(world);
    }

    assertThat(world.config().members()).hasSize(size);
    assertThat(world.config().voters()).hasSize(votes);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,3", "4,3", "7,7", "9,7"})
  void aSetIsFormedOfPodsThatStartTogether(int size, int votes) {
    CalmWorld world = whole(size);

    assertThat(world.config().members()).hasSize(size);
    assertThat(world.config().voters()).hasSize(votes);
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void everyScalingEndsInTheWantedMembers(int[] scaling) {
    CalmWorld world = whole(scaling[0]);
    world.scale(scaling[1], Math.max(scaling[0], scaling[1]));
    untilNothingIsDone(world);

    assertThat(world.config().members())
        .extracting(Member::host)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, scaling[1]).mapToObj(CalmWorld::host).toList());
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void everyScalingThereAndBackReusesNoId(int[] scaling) {
    CalmWorld world = whole(scaling[0]);
    int running = Math.max(scaling[0], scaling[1]);
    world.scale(scaling[1], running);
    untilNothingIsDone(world);
    world.scale(scaling[0], running);
    untilNothingIsDone(world);

    assertThat(world.config().members()).hasSize(scaling[0]);
  }

  @ParameterizedTest
  @CsvSource({"3,1", "5,3", "7,2"})
  void aPrimaryThatIsScaledAwayHandsOver(int from, int to) {
    CalmWorld world = whole(from);
    world.primary(from - 1);
    world.scale(to, from);
    untilNothingIsDone(world);

    assertThat(world.config().members()).hasSize(to);
  }

  private static CalmWorld whole(int size) {
    CalmWorld world = new CalmWorld();
    world.scale(size, size);
    Step last = untilNothingIsDone(world);
    assertThat(last.decision()).isInstanceOf(Decision.Rest.class);
    return world;
  }

  private static Step untilNothingIsDone(CalmWorld world) {
    return Steps.untilNothingIsDone(world);
  }
}
