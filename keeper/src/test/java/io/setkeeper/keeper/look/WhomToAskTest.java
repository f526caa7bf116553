package io.setkeeper.keeper.look;

import static io.setkeeper.core.model.MemberState.DOWN;
import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.port.WhomToAsk;
import io.setkeeper.keeper.Sets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhomToAskTest {
  private static final boolean HOLDS = false;
  private static final boolean BROKE = true;

  private static List<String> asks(int self, List<Pod> pods, boolean connectionBroke, Mongod own) {
    return new WhomToAsk("mongo-" + self, Sets.statefulSet(), pods, pod -> connectionBroke)
        .others(own).stream().map(Pod::name).toList();
  }

  @Test
  void onAQuietSetNobodyElseIsAsked() {
    assertThat(asks(0, Sets.pods(), HOLDS, Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY))).isEmpty();
    assertThat(asks(1, Sets.pods(), HOLDS, Sets.inSet(1, PRIMARY, SECONDARY, SECONDARY))).isEmpty();
  }

  @Test
  void thePrimarysKeeperAsksThePodThatIsNoMemberYet() {
    assertThat(asks(0, Sets.pods(), HOLDS, Sets.inSet(0, PRIMARY, SECONDARY)))
        .containsExactly("mongo-2");
  }

  @Test
  void thePrimarysKeeperAsksTheMemberThatThePrimaryDoesNotHear() {
    assertThat(asks(0, Sets.pods(), HOLDS, Sets.inSet(0, PRIMARY, SECONDARY, DOWN)))
        .containsExactly("mongo-2");
  }

  @Test
  void aFollowerWithoutPrimaryAsksEverybody() {
    assertThat(asks(1, Sets.pods(), HOLDS, Sets.inSet(1, DOWN, SECONDARY, SECONDARY)))
        .containsExactly("mongo-0", "mongo-2");
  }

  @Test
  void aFollowerWhosePrimaryBrokeAwayAsksEverybodyBeforeItsMongodKnows() {
    assertThat(asks(1, Sets.pods(), BROKE, Sets.inSet(1, PRIMARY, SECONDARY, SECONDARY)))
        .containsExactly("mongo-0", "mongo-2");
  }

  @Test
  void whileItsOwnPodEndsAFollowerAsksThePrimaryToo() {
    List<Pod> pods = List.of(Sets.pod(0), Sets.ending(1), Sets.pod(2));
    assertThat(asks(1, pods, HOLDS, Sets.inSet(1, PRIMARY, SECONDARY, SECONDARY)))
        .containsExactly("mongo-0");
  }

  @Test
  void beforeInitiationTheLowestOrdinalAloneAsksAll() {
    Mongod empty = new Mongod.Uninitiated(true, Optional.of("rs0"));
    assertThat(asks(0, Sets.pods(), HOLDS, empty)).containsExactly("mongo-1", "mongo-2");
    assertThat(asks(1, Sets.pods(), HOLDS, empty)).isEmpty();
  }

  @Test
  void withoutAnAnswerOfItsOwnItAsksNobody() {
    assertThat(asks(1, Sets.pods(), HOLDS, new Mongod.Unknown("silent", false))).isEmpty();
  }

  @Test
  void whoIsNoMemberOfItsOwnConfigAsksWhetherAnybodyIs() {
    assertThat(asks(1, Sets.pods(), HOLDS, new Mongod.Removed(Optional.empty(), OpTime.NONE)))
        .containsExactly("mongo-0", "mongo-2");
  }
}
