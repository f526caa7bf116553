package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitiationTest {
  @Test
  void anEmptyMongodSaysThatItIsEmpty() {
    assertThat(new Lab(1).mongod(0).ask())
        .isInstanceOfSatisfying(Mongod.Uninitiated.class, m -> assertThat(m.empty()).isTrue());
  }

  @Test
  void aSetOfOneIsWritableAtOnce() {
    Lab lab = new Lab(1);

    assertThat(lab.initiate(List.of(Lab.voter(0)))).isEqualTo(new Outcome.Done());
    assertThat(lab.until(() -> lab.mongod(0).writable())).isLessThan(500);
  }

  @Test
  void threeAtOnceWaitForTheElectionTimeout() {
    Lab lab = new Lab(3);

    lab.initiate(List.of(Lab.voter(0), Lab.voter(1), Lab.voter(2)));

    assertThat(lab.until(() -> lab.primary().isPresent())).isBetween(8_000L, 14_000L);
  }

  @Test
  void theInitiatorThatIsAskedToStandWinsOnceTheOthersAreSecondary() {
    Lab lab = new Lab(3);
    lab.initiate(List.of(Lab.voter(0), Lab.voter(1), Lab.voter(2)));

    assertThat(lab.outcome(then -> lab.mongod(0).stepUp(then))).isInstanceOf(Outcome.Stale.class);
    lab.until(() -> lab.ask(0).peers().stream().allMatch(p -> p.state() == MemberState.SECONDARY));
    assertThat(lab.outcome(then -> lab.mongod(0).stepUp(then))).isEqualTo(new Outcome.Done());
    lab.until(() -> lab.mongod(0).writable());
  }

  @Test
  void aSecondInitiationIsStale() {
    Lab lab = Lab.whole(1);

    assertThat(lab.initiate(List.of(Lab.voter(0)))).isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aMemberThatDoesNotAnswerOrHasASetOfItsOwnIsNotTaken() {
    Lab lab = new Lab(2);
    lab.mongod(1).kill();
    assertThat(lab.initiate(List.of(Lab.voter(0), Lab.voter(1))))
        .isInstanceOf(Outcome.Refused.class);

    Lab taken = Lab.whole(1);
    taken.volumes.add(new Volume("d1"));
    taken.mongods.name(Lab.host(1), Lab.place(1));
    taken.start(1);
    taken.pass(1_000);
    assertThat(
            taken.outcome(
                then ->
                    taken
                        .mongod(1)
                        .initiate(
                            ReplicaSetConfig.initial("rs0", List.of(Lab.voter(1), Lab.voter(0))),
                            then)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void whoIsInNoConfigIsNotInitiated() {
    assertThat(new Lab(2).initiate(List.of(Lab.voter(1)))).isInstanceOf(Outcome.Refused.class);
  }
}
