package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconfigurationTest {
  private static Lab oneAndTwoMore() {
    Lab lab = new Lab(3);
    lab.initiate(List.of(Lab.voter(0)));
    lab.until(() -> lab.mongod(0).writable());
    return lab;
  }

  private static Member newcomer(int i) {
    return Member.newcomer(i, Lab.host(i));
  }

  @Test
  void newcomersWithoutVoteComeTogetherAndAreSecondaryAfterTwoSeconds() {
    Lab lab = oneAndTwoMore();

    assertThat(lab.reconfig(0, c -> c.plus(List.of(newcomer(1), newcomer(2)))))
        .isEqualTo(new Outcome.Done());
    assertThat(lab.until(lab::isWhole)).isBetween(1_000L, 4_500L);
  }

  @Test
  void newVotersAreNewlyAddedUntilThePrimaryItselfGivesThemTheirVoteOneByOne() {
    Lab lab = oneAndTwoMore();

    lab.reconfig(0, c -> c.plus(List.of(Lab.voter(1), Lab.voter(2))));
    assertThat(lab.ask(0).config().voters()).hasSize(1);
    lab.until(() -> lab.ask(0).config().voters().size() == 3);

    assertThat(lab.ask(0).config().version().version()).isEqualTo(4);
  }

  @Test
  void twoVotesInOneConfigAreRefused() {
    Lab lab = oneAndTwoMore();
    lab.reconfig(0, c -> c.plus(List.of(newcomer(1), newcomer(2))));
    lab.until(lab::isWhole);

    assertThat(lab.reconfig(0, c -> c.change(1, m -> m.with(1, 1)).change(2, m -> m.with(1, 1))))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(lab.reconfig(0, c -> c.change(1, m -> m.with(1, 1)))).isEqualTo(new Outcome.Done());
  }

  @Test
  void aConfigThatWasDecidedOnAnOlderOneIsStale() {
    Lab lab = oneAndTwoMore();
    ReplicaSetConfig old = lab.ask(0).config();
    lab.reconfig(0, c -> c.plus(List.of(newcomer(1))));

    assertThat(lab.outcome(then -> lab.mongod(0).reconfig(old, old, then)))
        .isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aSecondaryWritesNoConfig() {
    Lab lab = Lab.whole(3);

    assertThat(lab.reconfig((lab.primary().orElseThrow() + 1) % 3, c -> c))
        .isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void withoutAMajorityOfTheNewVotersNothingIsWritten() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    for (int i = 0; i < 3; i++) {
      if (i != primary) {
        lab.mongod(i).kill();
      }
    }

    assertThat(lab.reconfig(primary, c -> c.plus(List.of(newcomer(7)))))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(lab.volumes.get(primary).config().orElseThrow().member(7)).isEmpty();
  }

  @Test
  void aConfigThatNoMajorityInstallsInTimeStays() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    ReplicaSetConfig from = lab.ask(primary).config();
    lab.mongods.observe(
        new Observer() {
          @Override
          public void configWritten(
              SimMongod mongod, ReplicaSetConfig old, ReplicaSetConfig to, boolean forced) {
            for (int i = 0; i < 3; i++) {
              // They still hear it, so it stays primary; nobody hears back.
              lab.network.cut(Lab.place(primary), Lab.place(i));
            }
          }
        });

    assertThat(
            lab.outcome(
                then -> lab.mongod(primary).reconfig(from, from.plus(List.of(newcomer(7))), then)))
        .isInstanceOfAny(Outcome.Unknown.class, Outcome.Stale.class);
    assertThat(lab.volumes.get(primary).config().orElseThrow().member(7)).isPresent();
  }

  @Test
  void aForcedConfigHasNoTermAndAVersionFarAhead() {
    Lab lab = Lab.whole(3);
    int survivor = (lab.primary().orElseThrow() + 1) % 3;
    for (int i = 0; i < 3; i++) {
      if (i != survivor) {
        lab.mongod(i).kill();
      }
    }
    ReplicaSetConfig from = lab.ask(survivor).config();

    assertThat(
            lab.outcome(
                then ->
                    lab.mongod(survivor)
                        .forceReconfig(from, from.without(m -> m.id() != survivor), then)))
        .isEqualTo(new Outcome.Done());
    lab.until(() -> lab.mongod(survivor).writable());
    assertThat(lab.ask(survivor).config().version().term()).isNegative();
    assertThat(lab.ask(survivor).config().version().version()).isGreaterThan(10_000);
  }

  @Test
  void aMemberThatIsRemovedLearnsItAndComesBackUnderAnotherId() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int gone = (primary + 1) % 3;

    lab.reconfig(primary, c -> c.without(m -> m.id() == gone));
    lab.until(() -> lab.mongod(gone).ask() instanceof Mongod.Removed);
    lab.reconfig(primary, c -> c.plus(List.of(Member.newcomer(9, Lab.host(gone)))));

    lab.until(() -> lab.mongod(gone).state() == MemberState.SECONDARY);
    assertThat(lab.ask(gone).selfId()).isEqualTo(9);
  }

  @Test
  void aMemberWhoseHostLeadsElsewhereFindsItselfRemovedUntilItIsRenamed() {
    Lab lab = Lab.whole(3);
    int moved = (lab.primary().orElseThrow() + 1) % 3;
    lab.mongod(moved).kill();
    lab.mongods.forget(Lab.host(moved));
    lab.start(moved);
    lab.until(() -> lab.mongod(moved).ask() instanceof Mongod.Removed);

    lab.mongods.name(Lab.host(moved), Lab.place(moved));

    lab.until(() -> lab.mongod(moved).state() == MemberState.SECONDARY);
  }

  @Test
  void anArbiterThatWouldChangeTheImplicitWriteConcernNeedsTheCommandFirst() {
    Lab lab = new Lab(3);
    lab.initiate(List.of(Lab.voter(0), Lab.voter(1)));
    lab.until(lab::isWhole);
    int primary = lab.primary().orElseThrow();
    Member arbiter = new Member(2, Lab.host(2), 1, 0, false, 0, true, false, Map.of());

    assertThat(lab.reconfig(primary, c -> c.plus(List.of(arbiter))))
        .isInstanceOf(Outcome.Refused.class);
    lab.mongods.setDefaultWriteConcern();
    assertThat(lab.reconfig(primary, c -> c.plus(List.of(arbiter)))).isEqualTo(new Outcome.Done());
    lab.until(() -> lab.mongod(2).state() == MemberState.ARBITER);
  }
}
