package io.setkeeper.standin;

import static io.setkeeper.standin.InProcessSet.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a set goes on when the others are gone. */
class SurvivorsTest {
  @TempDir Path folder;

  private InProcessSet set;

  @BeforeEach
  void begin() {
    set = new InProcessSet(folder, 92);
  }

  @AfterEach
  void end() {
    set.close();
  }

  /** As when a pod is scaled away and nothing holds its mongod. */
  @Test
  void aPrimaryThatIsTheOnlyVoterGoesOnThoughTheOtherOneEndedBeforeItWasRemoved() throws Exception {
    set.start(1);
    set.start(2);
    set.initiate(1, 10_000);
    set.reconfig(config -> set.members(config).add(set.member(1, 2)));
    await().atMost(LONG).until(() -> set.states(1).equals(List.of("PRIMARY", "SECONDARY")));
    set.awaitCommitted(3);
    set.writes(2, 10);
    CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> set.stop(2)); // takes its time
    await().atMost(LONG).until(() -> !set.listens(2));
    set.reconfig(config -> set.members(config).removeLast());
    assertThat(set.primary(1)).isEqualTo(1);
    stop.join();
    set.start(2);
    await().atMost(LONG).until(() -> set.refusal(2, new Document("replSetGetStatus", 1)) == 93);
    set.reconfig(config -> set.members(config).add(set.member(7, 2)));
    await().atMost(LONG).until(() -> set.states(1).equals(List.of("PRIMARY", "SECONDARY")));
    assertThat(set.count(2)).isEqualTo(10);
  }

  /** As mongod does: what Raft still takes for the leader has said otherwise. */
  @Test
  void aPrimaryThatIsKilledAndBackAtOnceIsNobodysPrimaryAnyMoreAndAnotherMayStand()
      throws Exception {
    set.grow(600_000); // no election but what is asked for
    set.writes(3, 10);
    for (int survivor = 2; survivor <= 3; survivor++) {
      int asked = survivor;
      await().atMost(LONG).until(() -> set.documents(asked) == 10); // so that either may win
    }
    set.stop(1);
    set.start(1);
    for (int survivor = 2; survivor <= 3; survivor++) {
      int asked = survivor;
      await().atMost(LONG).until(() -> set.states(asked).getFirst().equals("SECONDARY"));
      assertThat(set.ask(asked, new Document("hello", 1))).doesNotContainKey("primary");
    }
    await().atMost(LONG).until(() -> set.refusal(2, new Document("replSetStepUp", 1)) == 0);
    await().atMost(LONG).until(() -> set.primary(2) == 2);
    assertThat(set.count(3)).isEqualTo(10);
  }

  /** It hears of no leader, but has noted what was committed. */
  @Test
  void whoStartsAgainAloneHasItsDataBack() throws Exception {
    set.grow(600_000); // no election at all
    set.writes(3, 10);
    await().atMost(LONG).until(() -> set.documents(2) == 10);
    for (int number = 1; number <= 3; number++) {
      set.stop(number);
    }
    set.start(2);
    await().atMost(LONG).until(() -> set.listens(2) && set.states(2).get(1).equals("SECONDARY"));
    assertThat(set.documents(2)).isEqualTo(10);
  }

  @Test
  void aSurvivorGoesOnUnderAForcedConfigWithAllThatItHas() throws Exception {
    set.grow();
    set.writes(3, 20);
    set.stop(2);
    set.stop(3);
    await().atMost(LONG).until(() -> set.primary(1) == 0);
    set.force(config -> set.members(config).subList(1, 3).clear());
    await().atMost(LONG).until(() -> set.primary(1) == 1);
    set.stop(1);
    set.start(1);
    assertThat(set.count(1)).isEqualTo(20);
  }

  @Test
  void whoComesBackAfterAForcedConfigIsRemovedAndTakesOverWhatTheSurvivorHasWhenAddedAgain()
      throws Exception {
    set.grow();
    set.stop(2);
    set.stop(3);
    await().atMost(LONG).until(() -> set.primary(1) == 0);
    set.force(config -> set.members(config).subList(1, 3).clear());
    await().atMost(LONG).until(() -> set.primary(1) == 1);
    set.writes(1, 10);
    set.start(2);
    await().atMost(LONG).until(() -> set.refusal(2, new Document("replSetGetStatus", 1)) == 93);
    set.reconfig(config -> set.members(config).add(set.member(7, 2)));
    await().atMost(LONG).until(() -> set.states(1).equals(List.of("PRIMARY", "SECONDARY")));
    assertThat(set.documents(2)).isEqualTo(10);
  }

  @Test
  void aForcedConfigOfTwoIsWritableWhenBothAreThere() throws Exception {
    set.grow();
    set.writes(3, 10);
    set.stop(2);
    set.stop(3);
    await().atMost(LONG).until(() -> set.primary(1) == 0);
    set.force(config -> set.members(config).removeLast());
    await().atMost(LONG).until(() -> set.states(1).size() == 2);
    assertThat(set.primary(1)).isZero();
    set.start(2);
    await().atMost(LONG).until(() -> set.primary(1) == 1);
    assertThat(set.count(2)).isEqualTo(10);
  }
}
