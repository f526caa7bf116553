package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.WhomToAsk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the keeper of a pod that ends, whose mongod has ended, holds it for. */
class LingeringTest {
  /** Three members, mongo-2's mongod has ended. */
  private static Scene lastOf(int replicas) {
    return Scene.wholeSetOf(3).replicas(replicas).self(2).terminating(2).refuses(2);
  }

  @Test
  void aScaledAwayPodIsHeldUntilItsMemberIsRemoved() {
    assertThat(Lingering.reason(lastOf(2).snapshot()))
        .hasValueSatisfying(it -> assertThat(it).contains("mongo-2.").doesNotContain("mongo-1."));
  }

  @Test
  void andUntilTheOthersThatGoAfterItAreRemovedAndThatIsCommitted() {
    Scene removed = new Scene().replicas(1).highestId(2).self(2).claim(0);
    for (int i = 0; i < 2; i++) {
      removed.pod(i).member(Member.voter(i, Scene.host(i)));
    }
    removed.pod(2).terminating(2).refuses(2);
    assertThat(Lingering.reason(removed.snapshot()))
        .hasValueSatisfying(it -> assertThat(it).contains("mongo-1.").doesNotContain("mongo-2."));
    assertThat(Lingering.reason(removed.replicas(2).snapshot())).isEmpty();
    assertThat(Lingering.reason(removed.uncommitted().snapshot()))
        .hasValueSatisfying(it -> assertThat(it).contains("committed"));
  }

  @Test
  void aPodThatComesBackIsNotHeld() {
    assertThat(Lingering.reason(lastOf(3).snapshot())).isEmpty();
  }

  @Test
  void aStatefulSetThatGoesAltogetherHoldsNobody() {
    assertThat(Lingering.reason(lastOf(2).deleting().snapshot())).isEmpty();
    assertThat(Lingering.reason(lastOf(0).snapshot())).isEmpty();
  }

  @Test
  void whereNobodyTellsOfAConfigThereIsNothingToHoldFor() {
    assertThat(Lingering.reason(lastOf(2).silent(0).silent(1).snapshot())).isEmpty();
  }

  @Test
  void itsKeeperAsksTheOthersForThat() {
    assertThat(asked(lastOf(2).snapshot())).containsExactly("mongo-0", "mongo-1");
    assertThat(asked(lastOf(3).snapshot())).isEmpty();
  }

  private static List<String> asked(Snapshot look) {
    Mongod own = look.ownMongod();
    return new WhomToAsk(look.self(), look.statefulSet(), look.pods(), pod -> false)
        .others(own).stream().map(Pod::name).toList();
  }
}
