package io.setkeeper.keeper;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.kubernetes.InCluster;
import io.setkeeper.kubernetes.OwnPod.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final Mongod ANSWERS = Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY);
  private static final Mongod GONE = new Mongod.Unknown("Connection refused", true);
  private static final Mongod SILENT = new Mongod.Unknown("no answer in time", false);
  private static final List<Pod> ENDS = List.of(Sets.ending(0), Sets.pod(1), Sets.pod(2));

  private final List<Duration> stays = new ArrayList<>();
  private Fate fate = new Fate.Stays();
  private final Ending ending = new Ending(() -> fate, stays::add);
  private boolean stopped;

  private void look(List<Pod> pods, Mongod own) {
    ending.taken(Sets.rests(Sets.snapshot(pods, own)), Instant.EPOCH);
  }

  private void sigterm() {
    ending.asked(() -> stopped = true);
  }

  @Test
  void aKeeperThatAloneIsRestartedEndsAtOnce() {
    look(Sets.pods(), ANSWERS);
    sigterm();
    assertThat(stopped).isTrue();
    assertThat(stays).last().isEqualTo(Shutdown.LAST_STEP);
  }

  @Test
  void whileTheApiServerTakesItsTimeToTellItGoesOn() {
    List<Duration> whenAsked = new ArrayList<>();
    Ending slow =
        new Ending(
            () -> {
              whenAsked.addAll(stays);
              return new Fate.Ends(Sets.GRACE);
            },
            stays::add);
    slow.asked(() -> stopped = true);
    assertThat(whenAsked).singleElement().matches(time -> time.compareTo(InCluster.REQUEST) > 0);
    assertThat(stays).last().isEqualTo(Sets.GRACE);
    assertThat(stopped).isFalse();
  }

  @Test
  void aKeeperOfAPodThatEndsOutlivesItsMongod() {
    look(ENDS, ANSWERS);
    sigterm();
    look(ENDS, ANSWERS);
    assertThat(stopped).isFalse();
    look(ENDS, GONE);
    assertThat(stopped).isTrue();
  }

  @Test
  void aKeeperWhosePodWasScaledAwayHoldsItUntilItsMemberIsRemoved() {
    Mongod others = Sets.inSet(1, PRIMARY, SECONDARY, SECONDARY);
    scaledAway(others);
    sigterm();
    assertThat(stopped).isFalse();
    scaledAway(new Mongod.Unknown("no answer in time", false));
    assertThat(stopped).isTrue();
  }

  /** Ordinals start at 1 now, mongo-0 has ended, and mongo-1 tells this. */
  private void scaledAway(Mongod others) {
    ending.taken(
        Sets.rests(Sets.scaledAway(ENDS, Map.of("mongo-0", GONE, "mongo-1", others))),
        Instant.EPOCH);
  }

  @Test
  void theGracePeriodIsItsBound() {
    look(ENDS, ANSWERS);
    sigterm();
    assertThat(stays).containsExactly(Sets.GRACE);
  }

  @Test
  void thatThePodEndsMayBeKnownToTheApiServerOnly() {
    fate = new Fate.Ends(Sets.GRACE);
    look(Sets.pods(), ANSWERS);
    sigterm();
    assertThat(stopped).isFalse();
  }

  @Test
  void aMongodThatIsSilentIsNotGone() {
    look(ENDS, ANSWERS);
    sigterm();
    look(ENDS, SILENT);
    assertThat(stopped).isFalse();
  }

  @Test
  void withoutAMongodThereIsNothingToWaitFor() {
    look(ENDS, GONE);
    sigterm();
    assertThat(stopped).isTrue();
  }

  @Test
  void withTheApiServerAwayAndNothingKnownItEnds() {
    fate = new Fate.Unknown("the API server can't be reached");
    look(Sets.pods(), ANSWERS);
    sigterm();
    assertThat(stopped).isTrue();
  }
}
