package io.setkeeper.standin;

import static io.setkeeper.standin.InProcessSet.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of stand-ins in this process, seen through the official driver. */
class StandInSetTest {
  @TempDir Path folder;

  private InProcessSet set;

  @BeforeEach
  void begin() {
    set = new InProcessSet(folder, 90);
  }

  @AfterEach
  void end() {
    set.close();
  }

  @Test
  void aSetOfOneIsWritableAndKeepsItsDataOverARestart() throws Exception {
    set.start(1);
    set.initiate(1);
    set.writes(1, 20);
    set.stop(1);
    set.start(1);
    assertThat(set.count(1)).isEqualTo(20);
  }

  @Test
  void aSetThatGrewGoesOnWhenItsPrimaryHandsOver() throws Exception {
    set.grow();
    set.writes(3, 10);
    assertThat(set.ask(1, new Document("replSetStepDown", 60)).getDouble("ok")).isEqualTo(1);
    // Not for a moment more: a driver would send the write that was refused to it again.
    assertThat(set.primary(1)).isZero();
    await().atMost(LONG).until(() -> set.primary(2, 3) != 0);
    assertThat(set.count(3)).isEqualTo(10);
  }

  @Test
  void aPrimaryThatDiesTakesNothingAcknowledgedAway() throws Exception {
    set.grow();
    set.writes(3, 30);
    set.stop(1);
    await().atMost(LONG).until(() -> set.primary(2, 3) != 0);
    assertThat(set.count(3)).isEqualTo(30);
  }

  @Test
  void aWipedMemberGetsEverythingAgain() throws Exception {
    set.grow();
    set.writes(3, 10);
    set.stop(3);
    set.wipe(3);
    set.start(3);
    await()
        .atMost(LONG)
        .until(() -> set.states(1).equals(List.of("PRIMARY", "SECONDARY", "SECONDARY")));
    try (var direct = set.direct(3)) {
      assertThat(direct.getDatabase("test").getCollection("c").countDocuments()).isEqualTo(10);
    }
  }

  @Test
  void aRemovedMemberSaysSo() throws Exception {
    set.grow();
    set.reconfig(config -> set.members(config).removeLast());
    await().atMost(LONG).until(() -> set.refusal(3, new Document("replSetGetStatus", 1)) == 93);
    set.writes(2, 5);
    assertThat(set.count(2)).isEqualTo(5);
  }

  @Test
  void aSetOfOneGrowsUnderAnotherName() throws Exception {
    set.start(1);
    set.start(2);
    set.initiate(1);
    set.rename(0, set.alias(1));
    set.reconfig(config -> set.members(config).add(set.member(1, 2)));
    await().atMost(LONG).until(() -> set.states(1).equals(List.of("PRIMARY", "SECONDARY")));
  }
}
