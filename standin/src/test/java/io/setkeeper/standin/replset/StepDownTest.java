package io.setkeeper.standin.replset;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepDownTest {
  private static final OpTime OLD = new OpTime(new BsonTimestamp(Instant.ofEpochSecond(1), 1), 1);
  private static final OpTime NEW = new OpTime(new BsonTimestamp(Instant.ofEpochSecond(2), 1), 1);

  @Test
  void aPrimaryStepsDownForAMinuteUnlessToldOtherwise() {
    assertThat(StepDown.of(primary(), new Document("replSetStepDown", true)))
        .isEqualTo(new StepDown.Begin(Duration.ofSeconds(60), Duration.ofSeconds(10), false));
  }

  @Test
  void aForcedOneDoesNotWaitForTheOthers() {
    Document command = new Document("replSetStepDown", 5).append("force", true);

    assertThat(StepDown.of(primary(), command))
        .isEqualTo(new StepDown.Begin(Duration.ofSeconds(5), Duration.ZERO, true));
  }

  @Test
  void aSecondaryCannotStepDown() {
    ReplicaSetState secondary =
        Configs.member(Configs.initiated(Configs.member(0)), MemberState.SECONDARY);

    assertThat(StepDown.of(secondary, new Document("replSetStepDown", 20)))
        .isEqualTo(
            new StepDown.Refused(
                new Refusal(MongoError.NOT_WRITABLE_PRIMARY, "not primary so can't step down")));
  }

  @Test
  void theLastWriteOnAMajorityAndOnAnElectableSecondaryMakesItSafe() {
    assertThat(StepDown.isSafe(with(peer(1, MemberState.SECONDARY, NEW)))).isTrue();
  }

  @Test
  void aSecondaryThatLagsDoesNot() {
    assertThat(StepDown.isSafe(with(peer(1, MemberState.SECONDARY, OLD)))).isFalse();
  }

  @Test
  void aMemberThatIsDownDoesNot() {
    assertThat(StepDown.isSafe(with(peer(1, MemberState.DOWN, NEW)))).isFalse();
  }

  private static ReplicaSetState.Member primary() {
    return Configs.member(Configs.initiated(Configs.member(0)), MemberState.PRIMARY);
  }

  private static PeerView peer(int id, MemberState state, OpTime applied) {
    PeerView unheard = PeerView.unheard(id);
    return new PeerView(
        id,
        PeerView.Health.UP,
        state,
        unheard.upSince(),
        new Position(applied, Instant.EPOCH, applied, Instant.EPOCH),
        unheard.lastHeartbeat(),
        unheard.lastHeartbeatReceived(),
        0,
        "",
        "",
        1,
        1,
        Optional.empty());
  }

  private static ReplicaSetState.Member with(PeerView peer) {
    ReplicaSetConfig config =
        Configs.initiated(Configs.member(0), Configs.member(1), Configs.member(2));
    ReplicaSetState.Member member = Configs.member(config, MemberState.PRIMARY);
    Position own = new Position(NEW, Instant.EPOCH, NEW, Instant.EPOCH);
    return new ReplicaSetState.Member(
        member.node(),
        config,
        0,
        member.role(),
        1,
        new Progress(own, NEW, Instant.EPOCH, Optional.of(NEW), NEW.ts()),
        true,
        List.of(peer),
        Elections.NONE);
  }
}
