package io.setkeeper.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Memory.SeenPrimary PRIMARY = new Memory.SeenPrimary(0, 4);

  private static Mongod.InSet seeing(MemberState state, boolean healthy) {
    return seeing(state, healthy, 4, 4);
  }

  private static Mongod.InSet seeing(
      MemberState state, boolean healthy, long term, long configTerm) {
    List<Member> members = List.of(Member.voter(0, HostPort.parse("mongo-0.mongo:27017")));
    return new Mongod.InSet(
        1,
        MemberState.SECONDARY,
        false,
        term,
        new ReplicaSetConfig("rs0", new ConfigVersion(configTerm, 1), members, Optional.empty()),
        false,
        List.of(PeerView.of(0, state, healthy, OpTime.NONE)),
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        false);
  }

  private static Memory afterAPrimary() {
    return Memory.NONE.having(seeing(MemberState.PRIMARY, true), 4, NOW);
  }

  @Test
  void thePrimaryThatIsSeenIsRemembered() {
    assertThat(afterAPrimary().lastPrimary()).contains(PRIMARY);
  }

  @Test
  void itIsRememberedWhenItIsNotSeenAnyMore() {
    assertThat(afterAPrimary().having(seeing(MemberState.DOWN, false), 4, NOW).lastPrimary())
        .contains(PRIMARY);
  }

  @Test
  void theFirstLookWithoutAPrimaryIsRemembered() {
    Memory memory = afterAPrimary().having(seeing(MemberState.DOWN, false), 4, NOW);
    assertThat(memory.having(seeing(MemberState.DOWN, false), 4, NOW.plusSeconds(5)).vacancy())
        .contains(new Memory.Vacancy(4, NOW));
  }

  @Test
  void aLostElectionBeginsAnotherTermWithoutAPrimary() {
    Memory memory = afterAPrimary().having(seeing(MemberState.DOWN, false), 4, NOW);
    Instant later = NOW.plusSeconds(5);
    assertThat(memory.having(seeing(MemberState.DOWN, false), 5, later).vacancy())
        .contains(new Memory.Vacancy(5, later));
  }

  @Test
  void aPrimaryThatIsSeenAgainEndsThat() {
    Memory memory = afterAPrimary().having(seeing(MemberState.DOWN, false), 4, NOW);
    assertThat(memory.having(seeing(MemberState.PRIMARY, true), 4, NOW.plusSeconds(5)).vacancy())
        .isEmpty();
  }

  @Test
  void aPrimaryThatIsListedStillWhenTheNextTermIsToldIsNotThatTerms() {
    assertThat(
            afterAPrimary().having(seeing(MemberState.PRIMARY, true, 5, 4), 5, NOW).lastPrimary())
        .contains(PRIMARY);
  }

  @Test
  void onceAConfigOfTheNextTermIsThereItIs() {
    assertThat(
            afterAPrimary().having(seeing(MemberState.PRIMARY, true, 5, 5), 5, NOW).lastPrimary())
        .contains(new Memory.SeenPrimary(0, 5));
  }

  @Test
  void aMongodThatDoesNotAnswerChangesNoMemory() {
    Snapshot look =
        new Snapshot(
            "mongo-1",
            new StatefulSetView.Unknown("it was not read yet"),
            List.of(),
            List.of(),
            new SetRecord.Unknown("no answer"),
            new LeaseView.Free(),
            Map.of("mongo-1", new Mongod.Unknown("no answer", false)));
    assertThat(afterAPrimary().having(look, NOW)).isEqualTo(afterAPrimary());
  }

  @Test
  void theTermInWhichItStoodIsRemembered() {
    assertThat(afterAPrimary().havingStood(4).stoodIn()).hasValue(4);
  }
}
