package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.Configs.config;
import static io.setkeeper.standin.replset.Configs.initiate;
import static io.setkeeper.standin.replset.Configs.initiated;
import static io.setkeeper.standin.replset.Configs.member;
import static io.setkeeper.standin.replset.Configs.refused;
import static io.setkeeper.standin.replset.MongoError.ALREADY_INITIALIZED;
import static io.setkeeper.standin.replset.MongoError.INVALID_REPLICA_SET_CONFIG;
import static io.setkeeper.standin.replset.MongoError.NODE_NOT_ELECTABLE;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitiateTest {

  @Test
  void aConfigWithoutAVersionGetsTheFirst() {
    Document config = new Document("_id", "rs0").append("members", List.of(member(0)));

    assertThat(initiate(config))
        .isInstanceOfSatisfying(
            ConfigVerdict.Accepted.class,
            accepted -> assertThat(accepted.config().version()).isEqualTo(new ConfigVersion(1, 0)));
  }

  @Test
  void aHostWithoutAPortGetsMongodsOwn() {
    ReplicaSetConfig config = initiated(new Document("_id", 0).append("host", "mongo-0"));

    assertThat(config.members().getFirst().host()).isEqualTo("mongo-0:27017");
  }

  @Test
  void anotherFirstVersionThanOneIsRefused() {
    assertThat(initiate(config(2, member(0))))
        .isEqualTo(
            refused(
                INVALID_REPLICA_SET_CONFIG,
                "Configuration used to initiate a replica set must have version 1, but found 2"));
  }

  @Test
  void aSetIdOfSomebodyElseIsRefused() {
    Document settings = new Document("replicaSetId", new ObjectId());

    assertThat(initiate(config(1, member(0)).append("settings", settings)))
        .isInstanceOfSatisfying(
            ConfigVerdict.Refused.class,
            refused ->
                assertThat(refused.refusal().errmsg()).contains("cannot contain 'replicaSetId'"));
  }

  @Test
  void nobodyMarksAMemberAsNewlyAdded() {
    assertThat(initiate(config(1, member(0).append("newlyAdded", true))))
        .isInstanceOfSatisfying(
            ConfigVerdict.Refused.class,
            refused -> assertThat(refused.refusal().errmsg()).contains("newlyAdded"));
  }

  @Test
  void whoInitiatesMustBeElectable() {
    assertThat(initiate(config(1, member(0).append("priority", 0), member(1))))
        .isEqualTo(
            refused(
                NODE_NOT_ELECTABLE,
                "This node, mongo-0:27017, with _id MemberId(0) is not electable under the new"
                    + " configuration with {version: 1, term: 0} for replica set rs0"));
  }

  @Test
  void aSetHasFiftyMembersAtTheMost() {
    Document[] many =
        IntStream.range(0, 51)
            .mapToObj(id -> id < 7 ? member(id) : Configs.withoutVote(id))
            .toArray(Document[]::new);

    assertThat(initiate(config(1, many)))
        .isEqualTo(
            refused(
                INVALID_REPLICA_SET_CONFIG,
                "Replica set configuration contains 51 members, but must have at least 1 and no"
                    + " more than  50"));
  }

  @Test
  void aMemberThatWasRemovedIsNotInitiatedAgain() {
    ReplicaSetState removed = new ReplicaSetState.Removed(Configs.NODE, initiated(member(0)));
    InitiateRequest request =
        new InitiateRequest(config(1, member(0)), "", _ -> true, new ObjectId());

    assertThat(ConfigRules.initiate(removed, request))
        .isEqualTo(refused(ALREADY_INITIALIZED, "already initialized"));
  }

  @Test
  void aWrongTypeIsRefusedByName() {
    assertThat(initiate(config(1, member(0)).append("writeConcernMajorityJournalDefault", "yes")))
        .isEqualTo(
            refused(
                INVALID_REPLICA_SET_CONFIG,
                "BSON field 'ReplSetConfig.writeConcernMajorityJournalDefault' is the wrong type"
                    + " 'string', expected types '[bool, long, int, decimal, double]'"));
  }

  @Test
  void anArbiterNeedsNoPriorityAndHasNone() {
    ReplicaSetConfig config = initiated(member(0), member(1).append("arbiterOnly", true));

    assertThat(config.members().get(1).priority()).isZero();
  }

  @Test
  void anArbiterWithoutAVoteIsOfNoUse() {
    Document arbiter = member(1).append("arbiterOnly", true).append("votes", 0);

    assertThat(initiate(config(1, member(0), arbiter)))
        .isInstanceOfSatisfying(
            ConfigVerdict.Refused.class,
            refused ->
                assertThat(refused.refusal().errmsg())
                    .endsWith("Arbiter must vote (cannot have 0 votes)"));
  }
}
