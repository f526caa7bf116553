package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private static final String NOTHING = "{cursor: {id: 0, firstBatch: []}, ok: 1}";
  private static final String CONFIG =
      """
      {cursor: {id: 0, firstBatch: [{_id: "rs0", version: 1, members: [],
        settings: {replicaSetId: {$oid: "6b03c22a14e4d20dd11d7ab4"}}}]}, ok: 1}
      """;

  private static final String OPLOG =
      """
      {cursor: {id: 0, firstBatch: [{op: "n", ns: "", t: {$numberLong: "3"},
        ts: {$timestamp: {t: 1795408444, i: 2}}, wall: {$date: 1795408444702}}]}, ok: 1}
      """;

  @Test
  void anEmptyMongodIsUninitiatedAndEmpty() {
    Script mongod =
        uninitiated()
            .reply("find", Recordings.line("uninitiated", 31).reply())
            .reply("serverStatus", Recordings.line("uninitiated", 6).reply());
    assertThat(Question.ask(mongod)).isEqualTo(new Mongod.Uninitiated(true, Optional.empty()));
  }

  @Test
  void aMongodWithCollectionsAndNoConfigIsNotEmpty() {
    Script mongod =
        uninitiated()
            .reply("find", NOTHING)
            .reply(
                "serverStatus",
                "{catalogStats: {collections: 1, views: 0, internalCollections: 6}, ok: 1}");
    assertThat(Question.ask(mongod)).isEqualTo(new Mongod.Uninitiated(false, Optional.empty()));
  }

  @Test
  void whereServerStatusDoesNotCountCollectionsTheDatabasesAreListed() {
    Script mongod =
        uninitiated()
            .reply("find", NOTHING)
            .reply("serverStatus", "{ok: 1}")
            .reply("listDatabases", "{databases: [{name: 'local'}, {name: 'shop'}], ok: 1}");
    assertThat(Question.ask(mongod)).isEqualTo(new Mongod.Uninitiated(false, Optional.empty()));
  }

  @Test
  void aMongodThatDoesNotTellWhatItHoldsIsNotTakenForEmpty() {
    Script mongod =
        uninitiated()
            .reply("find", NOTHING)
            .reply("serverStatus", "{ok: 1}")
            .error("listDatabases", 13436, "node is not in primary or recovering state");
    assertThat(Question.ask(mongod))
        .isInstanceOfSatisfying(
            Mongod.Unknown.class,
            unknown -> assertThat(unknown.why()).contains("before 5.0", "rs.initiate", "rs.add"));
  }

  @Test
  void aMongodThatHasNotLoadedItsConfigYetIsNotTakenForUninitiated() {
    assertThat(Question.ask(uninitiated().reply("find", CONFIG)))
        .isInstanceOf(Mongod.Unknown.class);
  }

  @Test
  void aRemovedMemberTellsOfWhichSetItWas() {
    Script mongod =
        new Script()
            .error("replSetGetStatus", Recordings.line("grow_one_by_one", 112).error())
            .reply("system.replset", CONFIG)
            .reply("oplog.rs", OPLOG);
    assertThat(Question.ask(mongod))
        .isInstanceOfSatisfying(
            Mongod.Removed.class,
            removed -> {
              assertThat(removed.replicaSetId()).hasValue("6b03c22a14e4d20dd11d7ab4");
              assertThat(removed.written()).isEqualTo(new OpTime(3, 1_795_408_444, 2));
            });
  }

  @Test
  void aRemovedMemberThatDoesNotLetItsVolumeBeReadIsKnownToBeRemovedStill() {
    Script mongod =
        new Script()
            .error("replSetGetStatus", Recordings.line("grow_one_by_one", 112).error())
            .error("find", 13, "not authorized on local to execute command");
    assertThat(Question.ask(mongod)).isEqualTo(new Mongod.Removed(Optional.empty(), OpTime.NONE));
  }

  @Test
  void aRemovedMemberThatFallsSilentMidwayIsUnknown() {
    Script mongod =
        new Script()
            .error("replSetGetStatus", Recordings.line("grow_one_by_one", 112).error())
            .fails("find", new MongoTimeoutException("after 2000 ms"));
    assertThat(Question.ask(mongod)).isInstanceOf(Mongod.Unknown.class);
  }

  @Test
  void aRemovedMemberWithAnEmptyOplogHasWrittenNothing() {
    Script mongod =
        new Script()
            .error("replSetGetStatus", Recordings.line("grow_one_by_one", 112).error())
            .reply("system.replset", CONFIG)
            .reply("oplog.rs", NOTHING);
    assertThat(((Mongod.Removed) Question.ask(mongod)).written()).isEqualTo(OpTime.NONE);
  }

  @Test
  void aMongodThatDemandsALoginIsUnknownAndSaysSo() {
    Script mongod =
        new Script().error("replSetGetStatus", Recordings.line("with_keyfile", 2).error());
    assertThat(Question.ask(mongod))
        .asInstanceOf(InstanceOfAssertFactories.type(Mongod.Unknown.class))
        .extracting(Mongod.Unknown::why)
        .asString()
        .contains("login", "13", "MONGODB_USERNAME");
  }

  @Test
  void aRefusedConnectionIsUnknownAndRefused() {
    MongoSocketOpenException refused =
        new MongoSocketOpenException(
            "10.0.0.1:27017: Connection refused",
            new ServerAddress("10.0.0.1"),
            new ConnectException("Connection refused"));
    assertThat(Question.ask(new Script().fails("replSetGetStatus", refused)))
        .isEqualTo(new Mongod.Unknown("10.0.0.1:27017: Connection refused", true));
  }

  @Test
  void silenceIsUnknownAndNotRefused() {
    assertThat(
            Question.ask(
                new Script().fails("replSetGetStatus", new MongoTimeoutException("after 2000 ms"))))
        .isEqualTo(new Mongod.Unknown("no answer in time", false));
  }

  @Test
  void aPrimaryTellsWhetherItsConfigIsCommittedAndWhoHasNoVoteYet() {
    Script mongod =
        new Script()
            .reply("replSetGetStatus", Recordings.line("grow_one_by_one", 83).reply())
            .reply("hello", "{isWritablePrimary: true, ok: 1}")
            .reply("replSetGetConfig", Recordings.line("grow_one_by_one", 9).reply())
            .reply("find", Recordings.line("grow_one_by_one", 10).reply())
            .reply("getDefaultRWConcern", Recordings.line("initiate_default", 11).reply());
    Mongod.InSet in = (Mongod.InSet) Question.ask(mongod);
    assertThat(in.writable()).isTrue();
    assertThat(in.state()).isEqualTo(MemberState.PRIMARY);
    assertThat(in.selfId()).isZero();
    assertThat(in.committed())
        .isEqualTo(
            Recordings.line("grow_one_by_one", 9)
                .reply()
                .getBoolean("commitmentStatus")
                .getValue());
    assertThat(in.config().voters()).hasSize(1);
    assertThat(in.heartbeatInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(in.writeConcernSet()).isFalse();
  }

  @Test
  void aPrimaryTellsThatAPersonHasSetTheWriteConcern() {
    Script mongod = primary().reply("getDefaultRWConcern", Recordings.line("arbiter", 119).reply());
    assertThat(((Mongod.InSet) Question.ask(mongod)).writeConcernSet()).isTrue();
  }

  @Test
  void beforeMongoDb5ADefaultThatIsShownWasSetByAPerson() {
    Script mongod =
        primary().reply("getDefaultRWConcern", "{defaultWriteConcern: {w: 'majority'}, ok: 1}");
    assertThat(((Mongod.InSet) Question.ask(mongod)).writeConcernSet()).isTrue();
    assertThat(
            ((Mongod.InSet) Question.ask(primary().reply("getDefaultRWConcern", "{ok: 1}")))
                .writeConcernSet())
        .isFalse();
  }

  @Test
  void aServerThatDoesNotTellItsWriteConcernIsAPrimaryStill() {
    Script mongod = primary().error("getDefaultRWConcern", 59, "no such command");
    assertThat(((Mongod.InSet) Question.ask(mongod)).writeConcernSet()).isFalse();
  }

  private static Script primary() {
    return new Script()
        .reply("replSetGetStatus", Recordings.line("grow_one_by_one", 83).reply())
        .reply("hello", "{isWritablePrimary: true, ok: 1}")
        .reply("replSetGetConfig", Recordings.line("grow_one_by_one", 9).reply())
        .reply("find", Recordings.line("grow_one_by_one", 10).reply());
  }

  @Test
  void aSecondaryIsNotAskedForWhatOnlyAPrimaryKnows() {
    BsonDocument status =
        BsonDocument.parse(
            "{set: 'rs0', term: 4, members: [{_id: 1, self: true, health: 1, stateStr:"
                + " 'SECONDARY'}], ok: 1}");
    Script mongod =
        new Script()
            .reply("replSetGetStatus", status)
            .reply("hello", "{isWritablePrimary: false, secondary: true, ok: 1}")
            .reply("replSetGetConfig", "{config: {_id: 'rs0', version: 1, members: []}, ok: 1}");
    Mongod.InSet in = (Mongod.InSet) Question.ask(mongod);
    assertThat(in.committed()).isFalse();
    assertThat(in.term()).isEqualTo(4);
    assertThat(in.selfId()).isEqualTo(1);
  }

  private static Script uninitiated() {
    return new Script().error("replSetGetStatus", Recordings.line("uninitiated", 3).error());
  }
}
