package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepliesTest {
  static Stream<Recordings.Line> configs() {
    return Recordings.repliesTo("replSetGetConfig");
  }

  static Stream<Recordings.Line> statuses() {
    return Recordings.repliesTo("replSetGetStatus");
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyRecordedConfigHasItsMembersAndVersion(Recordings.Line line) {
    BsonDocument config = line.reply().getDocument("config");
    ReplicaSetConfig parsed = Replies.config(config, Set.of());
    assertThat(parsed.members()).hasSameSizeAs(config.getArray("members"));
    assertThat(parsed.version().version()).isEqualTo(config.getNumber("version").longValue());
    assertThat(parsed.replicaSetId()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyRecordedConfigIsSentBackAsItIsWhereNothingIsChanged(Recordings.Line line) {
    BsonDocument config = line.reply().getDocument("config");
    ReplicaSetConfig same = Replies.config(config, Set.of());
    BsonDocument next = ConfigDocuments.next(config, same, same);
    assertThat(next.getNumber("version").longValue())
        .isEqualTo(config.getNumber("version").longValue() + 1);
    next.put("version", config.get("version"));
    assertThat(next).isEqualTo(config);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyRecordedStatusTellsWhoAnsweredAndHowItSeesEachMember(Recordings.Line line) {
    List<PeerView> peers = Replies.peers(line.reply());
    int self = Replies.selfId(line.reply()).orElseThrow();
    assertThat(peers).hasSameSizeAs(line.reply().getArray("members"));
    PeerView own = peers.stream().filter(p -> p.id() == self).findFirst().orElseThrow();
    assertThat(own.healthy()).isTrue();
    assertThat(own.state()).isNotEqualTo(MemberState.DOWN);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyRecordedStatusTellsHowLongEachMemberWasSilent(Recordings.Line line) {
    int self = Replies.selfId(line.reply()).orElseThrow();
    assertThat(Replies.peers(line.reply()))
        .allSatisfy(
            peer -> {
              assertThat(peer.silence()).isGreaterThanOrEqualTo(Duration.ZERO);
              if (peer.id() == self) {
                assertThat(peer.silence()).isZero();
              }
            });
  }

  @Test
  void aDeadMembersSilenceCountsFromItsLastSignOfLife() {
    assertThat(Replies.peers(Recordings.line("failover", 220).reply()))
        .filteredOn(peer -> peer.state() == MemberState.DOWN)
        .singleElement()
        .extracting(PeerView::silence)
        .isEqualTo(Duration.ofMillis(10_816));
  }

  @Test
  void aHealthyMembersSilenceCountsFromItsLastAnswer() {
    assertThat(Replies.peers(Recordings.line("wiped_member", 137).reply()))
        .filteredOn(peer -> peer.id() == 1)
        .singleElement()
        .extracting(PeerView::silence)
        .isEqualTo(Duration.ofMillis(1480));
  }

  @Test
  void aMemberThatWasNeverHeardOfIsSilentSinceEver() {
    assertThat(
            Replies.peers(
                BsonDocument.parse(
                    """
                    {date: {$date: "2026-11-23T07:00:00Z"}, members: [{_id: 2, health: 0.0,
                      stateStr: "(not reachable/healthy)",
                      lastHeartbeatRecv: {$date: "1970-01-01T00:00:00Z"}}]}
                    """)))
        .allSatisfy(peer -> assertThat(peer.silence()).isGreaterThan(Duration.ofDays(365)));
  }

  @Test
  void aConfigIsReadInAllThatIsDecidedOn() {
    ReplicaSetConfig config =
        Replies.config(
            BsonDocument.parse(
                """
                {_id: "rs0", version: 7, term: 3, members: [
                  {_id: 4, host: "mongo-4.mongo:27017", votes: 0, priority: 0.5, hidden: true,
                   secondaryDelaySecs: 60, tags: {zone: "a"}},
                  {_id: 5, host: "mongo-5.mongo:27017", arbiterOnly: true}],
                 settings: {replicaSetId: {$oid: "6b03c22a14e4d20dd11d7ab4"}}}
                """),
            Set.of(4));
    assertThat(config.version()).isEqualTo(new ConfigVersion(3, 7));
    assertThat(config.replicaSetId()).contains("6b03c22a14e4d20dd11d7ab4");
    assertThat(config.members())
        .containsExactly(
            new Member(
                4,
                new HostPort("mongo-4.mongo", 27017),
                0,
                0.5,
                true,
                60,
                false,
                true,
                Map.of("zone", "a")),
            new Member(
                5, new HostPort("mongo-5.mongo", 27017), 1, 0, false, 0, true, false, Map.of()));
  }

  @Test
  void aForcedConfigHasNoTerm() {
    ReplicaSetConfig config =
        Replies.config(BsonDocument.parse("{_id: 'rs0', version: 10, members: []}"), Set.of());
    assertThat(config.version()).isEqualTo(new ConfigVersion(-1, 10));
  }

  @Test
  void theMarkOfANewVoterIsReadWhereMongoShowsIt() {
    BsonDocument stored =
        Recordings.line("grow_one_by_one", 10)
            .reply()
            .getDocument("cursor")
            .getArray("firstBatch")
            .getFirst()
            .asDocument();
    assertThat(Replies.newlyAdded(stored)).containsExactly(1);
  }

  @Test
  void aMemberThatDoesNotAnswerIsDownAndHasAppliedNothing() {
    List<PeerView> peers =
        Replies.peers(
            BsonDocument.parse(
                """
                {members: [{_id: 2, health: 0.0, state: 8, stateStr: "(not reachable/healthy)",
                  optime: {ts: {$timestamp: {t: 0, i: 0}}, t: -1}}]}
                """));
    assertThat(peers)
        .containsExactly(PeerView.of(2, MemberState.DOWN, false, new OpTime(-1, 0, 0)));
  }

  @Test
  void anArbiterAppliesNothing() {
    List<PeerView> peers =
        Replies.peers(
            BsonDocument.parse("{members: [{_id: 2, health: 1.0, stateStr: 'ARBITER'}]}"));
    assertThat(peers).containsExactly(PeerView.of(2, MemberState.ARBITER, true, OpTime.NONE));
  }
}
