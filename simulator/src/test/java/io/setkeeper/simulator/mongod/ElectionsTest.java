package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElectionsTest {
  private static int other(Lab lab, int not) {
    return (not + 1) % lab.volumes.size();
  }

  @Test
  void whenThePrimaryDiesAnotherOneIsElectedAfterTheTimeout() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();

    lab.mongod(primary).kill();

    assertThat(lab.until(() -> lab.primary().isPresent())).isBetween(8_000L, 14_000L);
  }

  @Test
  void aSurvivorThatIsAskedToStandWinsAtOnce() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    lab.mongod(primary).kill();

    assertThat(lab.outcome(then -> lab.mongod(other(lab, primary)).stepUp(then)))
        .isEqualTo(new Outcome.Done());
    assertThat(lab.until(() -> lab.primary().isPresent())).isLessThan(2_000);
  }

  @Test
  void aLostDryRunRaisesNoTerm() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int behind = other(lab, primary);
    lab.network.cut(Lab.place(primary), Lab.place(behind));
    int third = other(lab, behind);
    lab.network.cut(Lab.place(third), Lab.place(behind));
    lab.write(primary, 3_000);
    lab.network.healAll();
    long term = lab.ask(behind).term();

    assertThat(lab.outcome(then -> lab.mongod(behind).stepUp(then)))
        .isInstanceOf(Outcome.Stale.class);
    assertThat(lab.ask(primary).term()).isEqualTo(term);
  }

  @Test
  void anEmptyVoterHelpsAStaleCandidate() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int stale = other(lab, primary);
    int third = other(lab, stale);
    for (int i : new int[] {primary, third}) {
      lab.network.cut(Lab.place(i), Lab.place(stale));
    }
    assertThat(lab.write(primary, 5_000)).contains(Ack.ACKNOWLEDGED);
    Entry written = lab.volumes.get(primary).oplog();
    lab.mongod(third).kill();
    lab.volumes.get(third).wipe();
    lab.mongod(primary).kill();
    lab.network.healAll();
    lab.start(third);
    lab.until(() -> lab.mongod(third).state() == MemberState.STARTUP2);

    assertThat(lab.outcome(then -> lab.mongod(stale).stepUp(then))).isEqualTo(new Outcome.Done());
    assertThat(lab.volumes.get(stale).oplog().holds(written)).isFalse();
  }

  @Test
  void aMongodWithoutAConfigDoesNotVote() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int candidate = other(lab, primary);
    int wiped = other(lab, candidate);
    lab.mongod(wiped).kill();
    lab.volumes.get(wiped).wipe();
    lab.mongod(primary).kill();
    lab.network.cut(Lab.place(candidate), Lab.place(wiped));
    lab.start(wiped);
    lab.pass(2_000);
    lab.network.healAll();

    assertThat(lab.outcome(then -> lab.mongod(candidate).stepUp(then)))
        .isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aPrimaryThatHearsOfNoMajorityGivesUp() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    for (int i = 0; i < 3; i++) {
      lab.network.cut(Lab.place(primary), Lab.place(i));
      lab.network.cut(Lab.place(i), Lab.place(primary));
    }

    assertThat(lab.until(() -> lab.mongod(primary).state() == MemberState.SECONDARY))
        .isBetween(8_000L, 13_000L);
  }

  @Test
  void aPrimaryStepsDownForASecondaryThatTakesOver() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();

    assertThat(lab.outcome(then -> lab.mongod(primary).stepDown(then)))
        .isEqualTo(new Outcome.Done());
    assertThat(lab.until(() -> lab.primary().isPresent())).isLessThan(2_000);
    assertThat(lab.primary()).isNotEqualTo(Optional.of(primary));
  }

  @Test
  void withNobodyToStepDownForItStays() {
    Lab lab = new Lab(2);
    lab.initiate(List.of(Lab.voter(0), Lab.voter(1).with(1, 0)));
    lab.until(lab::isWhole);

    assertThat(lab.outcome(then -> lab.mongod(0).stepDown(then)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void priorityTakesOver() {
    Lab lab = new Lab(3);
    lab.initiate(List.of(Lab.voter(0), Lab.voter(1), Lab.voter(2).with(1, 5)));

    lab.until(() -> lab.primary().equals(Optional.of(2)));
    lab.until(lab::isWhole);
  }
}
