package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {
  private static final BsonDocument CURRENT =
      BsonDocument.parse(
          """
          {_id: "rs0", version: 5, term: 2, future: "kept", members: [
            {_id: 0, host: "mongo-0.mongo:27017", votes: 1, priority: 1.0, horizons: {x: "y"}},
            {_id: 1, host: "mongo-1.mongo:27017", votes: 0, priority: 0.0, buildIndexes: true}],
           settings: {electionTimeoutMillis: 10000}}
          """);
  private static final ReplicaSetConfig FROM = Replies.config(CURRENT, Set.of());

  @Test
  void aReconfigChangesOneMemberAndKeepsWhatItDoesNotKnow() {
    Script mongod = mongod();
    Outcome outcome = Orders.reconfig(mongod, FROM, FROM.change(1, m -> m.with(1, 1)));
    assertThat(outcome).isEqualTo(new Outcome.Done());
    BsonDocument expected = CURRENT.clone();
    expected.put("version", new BsonInt64(6));
    BsonDocument promoted = expected.getArray("members").get(1).asDocument();
    promoted.put("votes", new BsonInt32(1));
    promoted.put("priority", new BsonDouble(1));
    assertThat(sent(mongod)).isEqualTo(expected);
  }

  @Test
  void aReconfigIsBoundedInTime() {
    Script mongod = mongod();
    Orders.reconfig(mongod, FROM, FROM.change(1, m -> m.with(1, 1)));
    assertThat(mongod.told.getFirst().getNumber("maxTimeMS").intValue()).isPositive();
  }

  @Test
  void aNewcomerIsAppendedWithoutVoteAndPriority() {
    Script mongod = mongod();
    Member newcomer = Member.newcomer(2, HostPort.parse("mongo-2.mongo:27017"));
    Orders.reconfig(mongod, FROM, FROM.plus(List.of(newcomer)));
    assertThat(sent(mongod).getArray("members").getLast())
        .isEqualTo(
            BsonDocument.parse("{_id: 2, host: 'mongo-2.mongo:27017', votes: 0, priority: 0.0}"));
  }

  @Test
  void aRemovedMemberIsNotSent() {
    Script mongod = mongod();
    Orders.reconfig(mongod, FROM, FROM.without(m -> m.id() == 1));
    assertThat(sent(mongod).getArray("members")).hasSize(1);
  }

  @Test
  void aConfigThatMovedMeanwhileIsNotTouched() {
    BsonDocument moved = CURRENT.clone();
    moved.put("version", new BsonInt32(6));
    Script mongod = new Script().reply("replSetGetConfig", new BsonDocument("config", moved));
    assertThat(Orders.reconfig(mongod, FROM, FROM.without(m -> m.id() == 1)))
        .isInstanceOf(Outcome.Stale.class);
    assertThat(mongod.told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {109, 189, 10107, 11602, 308})
  void aServerThatIsBusyOrNoPrimaryAnyMoreIsLookedAtAgain(int code) {
    Script mongod = mongod().error("replSetReconfig", code, "no");
    assertThat(Orders.reconfig(mongod, FROM, FROM)).isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aTimeOutMayHaveInstalledTheConfig() {
    Script mongod = mongod().error("replSetReconfig", 50, "operation exceeded time limit");
    assertThat(Orders.reconfig(mongod, FROM, FROM)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aBrokenConnectionMayHaveInstalledTheConfig() {
    Script mongod =
        mongod()
            .fails(
                "replSetReconfig",
                new MongoSocketReadException("end of stream", new ServerAddress("mongo-0")));
    assertThat(Orders.reconfig(mongod, FROM, FROM)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aRefusalHasTheServersOwnWords() {
    BsonDocument error = Recordings.line("arbiter", 118).error();
    Script mongod = mongod().error("replSetReconfig", error);
    assertThat(Orders.reconfig(mongod, FROM, FROM))
        .isEqualTo(
            new Outcome.Refused(
                "103 NewReplicaSetConfigurationIncompatible: "
                    + error.getString("errmsg").getValue()));
  }

  @Test
  void aForcedReconfigIsSentWithoutTermAndKeepsWhatItDoesNotKnow() {
    Script mongod = mongod();
    assertThat(Orders.forceReconfig(mongod, FROM, FROM.without(m -> m.id() == 0)))
        .isEqualTo(new Outcome.Done());
    assertThat(mongod.told.getFirst().getBoolean("force")).isEqualTo(BsonBoolean.TRUE);
    assertThat(sent(mongod)).doesNotContainKey("term");
    assertThat(sent(mongod).getString("future").getValue()).isEqualTo("kept");
    assertThat(sent(mongod).getArray("members")).hasSize(1);
  }

  @Test
  void theRecordedForcedReconfigIsTheOneThatWouldBeSent() {
    BsonDocument before = Recordings.line("majority_lost", 217).reply().getDocument("config");
    ReplicaSetConfig from = Replies.config(before, Set.of());
    Script mongod =
        new Script()
            .reply("replSetGetConfig", Recordings.line("majority_lost", 217).reply())
            .reply("replSetReconfig", Recordings.line("majority_lost", 219).reply());
    Orders.forceReconfig(mongod, from, from.without(m -> m.id() != 0));
    BsonDocument recorded =
        Recordings.line("majority_lost", 219)
            .json()
            .getDocument("command")
            .getDocument("replSetReconfig");
    recorded.remove("term"); // a forced config has none: mongod drops it
    recorded.put("version", new BsonInt64(recorded.getNumber("version").longValue()));
    assertThat(sent(mongod)).isEqualTo(recorded);
  }

  @Test
  void aMemberThatDoesNotAnswerReplSetGetConfigIsForcedOnTheConfigOfItsVolume() {
    BsonDocument stored = CURRENT.clone();
    stored.getArray("members").get(1).asDocument().put("newlyAdded", BsonBoolean.TRUE);
    Script mongod =
        new Script()
            .error("replSetGetConfig", 93, "our config is invalid or we are not a member of it")
            .reply(
                "find",
                new BsonDocument(
                    "cursor", new BsonDocument("firstBatch", new BsonArray(List.of(stored)))))
            .reply("replSetReconfig", "{ok: 1}");
    assertThat(Orders.forceReconfig(mongod, FROM, FROM.without(m -> m.id() == 0)))
        .isEqualTo(new Outcome.Done());
    assertThat(sent(mongod).getArray("members").getFirst().asDocument())
        .doesNotContainKey("newlyAdded");
  }

  @Test
  void aForcedReconfigFitsOneConfigOnly() {
    BsonDocument moved = CURRENT.clone();
    moved.put("term", new BsonInt32(3));
    Script mongod = new Script().reply("replSetGetConfig", new BsonDocument("config", moved));
    assertThat(Orders.forceReconfig(mongod, FROM, FROM.without(m -> m.id() == 0)))
        .isInstanceOf(Outcome.Stale.class);
    assertThat(mongod.told).isEmpty();
  }

  @Test
  void aForcedReconfigThatWasNotAnsweredMayHaveBeenDone() {
    Script mongod =
        mongod()
            .fails(
                "replSetReconfig",
                new MongoSocketReadException("end of stream", new ServerAddress("mongo-0")));
    assertThat(Orders.forceReconfig(mongod, FROM, FROM)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aMemberWithoutConfigIsNotForced() {
    Script mongod =
        new Script()
            .error("replSetGetConfig", 94, "no replset config has been received")
            .reply("find", "{cursor: {id: 0, firstBatch: []}, ok: 1}");
    assertThat(Orders.forceReconfig(mongod, FROM, FROM)).isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aRenamedMemberKeepsAllButItsHost() {
    Script mongod = mongod();
    HostPort name = HostPort.parse("mongo-0.mongo.default.svc.cluster.local:27017");
    Orders.reconfig(mongod, FROM, FROM.change(0, m -> renamed(m, name)));
    BsonDocument expected = CURRENT.getArray("members").getFirst().asDocument().clone();
    expected.put("host", new BsonString(name.toString()));
    assertThat(sent(mongod).getArray("members").getFirst()).isEqualTo(expected);
  }

  @Test
  void aMembersAttributesAreSentAsMongoDb5NamesThem() {
    Script mongod = mongod();
    Orders.reconfig(mongod, FROM, FROM.change(1, OrdersTest::delayed));
    assertThat(sent(mongod).getArray("members").get(1))
        .isEqualTo(
            BsonDocument.parse(
                """
                {_id: 1, host: "mongo-1.mongo:27017", votes: 0, priority: 0.0, buildIndexes: true,
                 hidden: true, secondaryDelaySecs: {$numberLong: "3600"}, tags: {zone: "a"}}
                """));
  }

  @Test
  void beforeMongoDb5TheDelayHasItsOldName() {
    BsonDocument old = CURRENT.clone();
    old.getArray("members").get(0).asDocument().put("slaveDelay", new BsonInt64(0));
    Script mongod =
        new Script()
            .reply("replSetGetConfig", new BsonDocument("config", old))
            .reply("replSetReconfig", "{ok: 1}");
    Orders.reconfig(mongod, FROM, FROM.change(1, OrdersTest::delayed));
    assertThat(sent(mongod).getArray("members").get(1).asDocument())
        .containsEntry("slaveDelay", new BsonInt64(3600))
        .doesNotContainKey("secondaryDelaySecs");
  }

  @Test
  void anArbiterIsAddedAsOne() {
    Script mongod = mongod();
    Member arbiter =
        new Member(2, HostPort.parse("mongo-2.mongo:27017"), 1, 0, false, 0, true, false, Map.of());
    Orders.reconfig(mongod, FROM, FROM.plus(List.of(arbiter)));
    assertThat(sent(mongod).getArray("members").getLast())
        .isEqualTo(
            BsonDocument.parse(
                "{_id: 2, host: 'mongo-2.mongo:27017', votes: 1, priority: 0.0, arbiterOnly:"
                    + " true}"));
  }

  @Test
  void newlyAddedIsMongodsOwnAndNeverSent() {
    BsonDocument marked = CURRENT.clone();
    marked
        .getArray("members")
        .forEach(member -> member.asDocument().put("newlyAdded", BsonBoolean.TRUE));
    Script mongod =
        new Script()
            .reply("replSetGetConfig", new BsonDocument("config", marked))
            .reply("replSetReconfig", "{ok: 1}");
    Orders.reconfig(mongod, FROM, FROM.change(1, m -> m.with(1, 1)));
    assertThat(sent(mongod).getArray("members"))
        .allSatisfy(member -> assertThat(member.asDocument()).doesNotContainKey("newlyAdded"));
  }

  private static Member renamed(Member m, HostPort to) {
    return new Member(
        m.id(),
        to,
        m.votes(),
        m.priority(),
        m.hidden(),
        m.delaySecs(),
        m.arbiterOnly(),
        m.newlyAdded(),
        m.tags());
  }

  private static Member delayed(Member m) {
    return new Member(
        m.id(), m.host(), 0, 0, true, 3600, false, m.newlyAdded(), Map.of("zone", "a"));
  }

  @Test
  void anInitiationNamesItsMembersAndNothingThatOnlyMongodMayGive() {
    Script mongod = new Script().reply("replSetInitiate", "{ok: 1}");
    ReplicaSetConfig config =
        ReplicaSetConfig.initial(
            "rs0", List.of(Member.voter(0, HostPort.parse("mongo-0.mongo:27017"))));
    assertThat(Orders.initiate(mongod, config, false)).isEqualTo(new Outcome.Done());
    assertThat(mongod.told.getFirst().getDocument("replSetInitiate"))
        .isEqualTo(
            BsonDocument.parse(
                "{_id: 'rs0', version: 1, members: [{_id: 0, host: 'mongo-0.mongo:27017', votes:"
                    + " 1, priority: 1.0}]}"));
  }

  @Test
  void aConfigServersSetIsInitiatedAsOne() {
    Script mongod = new Script().reply("replSetInitiate", "{ok: 1}");
    Orders.initiate(mongod, ReplicaSetConfig.initial("cfg", List.of()), true);
    assertThat(mongod.told.getFirst().getDocument("replSetInitiate").getBoolean("configsvr"))
        .isEqualTo(BsonBoolean.TRUE);
  }

  @Test
  void aSecondInitiationIsStale() {
    Script mongod =
        new Script().error("replSetInitiate", Recordings.line("initiate_default", 10).error());
    assertThat(Orders.initiate(mongod, FROM, false)).isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void anElectionThatIsLostIsLookedAtAgain() {
    Script mongod =
        new Script()
            .error("replSetStepUp", Recordings.line("initiate_three_and_step_up", 2).error());
    assertThat(Orders.stepUp(mongod)).isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aStepDownIsNeverForced() {
    Script mongod = new Script().reply("replSetStepDown", "{ok: 1}");
    Orders.stepDown(mongod);
    assertThat(mongod.told.getFirst()).doesNotContainKey("force");
  }

  @Test
  void aStepDownWithoutAnElectableSecondaryIsRefused() {
    Script mongod =
        new Script().error("replSetStepDown", Recordings.line("step_down", 341).error());
    assertThat(Orders.stepDown(mongod)).isInstanceOf(Outcome.Refused.class);
  }

  private static Script mongod() {
    return new Script()
        .reply("replSetGetConfig", new BsonDocument("config", CURRENT))
        .reply("replSetReconfig", "{ok: 1}");
  }

  private static BsonDocument sent(Script mongod) {
    return mongod.told.getFirst().getDocument("replSetReconfig");
  }
}
