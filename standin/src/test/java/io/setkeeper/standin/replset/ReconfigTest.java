package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.Configs.config;
import static io.setkeeper.standin.replset.Configs.initiated;
import static io.setkeeper.standin.replset.Configs.member;
import static io.setkeeper.standin.replset.Configs.reconfigure;
import static io.setkeeper.standin.replset.Configs.reconfigured;
import static io.setkeeper.standin.replset.Configs.refused;
import static io.setkeeper.standin.replset.Configs.withoutVote;
import static io.setkeeper.standin.replset.MongoError.CURRENT_CONFIG_NOT_COMMITTED_YET;
import static io.setkeeper.standin.replset.MongoError.NEW_CONFIG_INCOMPATIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import org.junit.jupiter.api.Test;

class ReconfigTest {
  private static final String ONE_VOTE_AT_A_TIME =
      "Non force replica set reconfig can only add or remove at most 1 voting member.";

  @Test
  void newcomersWithoutVotesComeSeveralAtOnce() {
    ReplicaSetConfig next =
        reconfigured(initiated(member(0)), member(0), withoutVote(1), withoutVote(2));

    assertThat(next.votingMembersCount()).isOne();
  }

  @Test
  void aNewcomerWithAVoteHasNoneUntilItIsGivenIt() {
    ReplicaSetConfig next = reconfigured(initiated(member(0)), member(0), member(1));

    assertThat(next.votingMembersCount()).isOne();
    assertThat(next.withVoteOf(1, 1).votingMembersCount()).isEqualTo(2);
  }

  @Test
  void whoWaitsForItsVoteStillDoesAfterAnotherReconfig() {
    ReplicaSetConfig waiting = reconfigured(initiated(member(0)), member(0), member(1));

    ReplicaSetConfig next = reconfigured(waiting, member(0), member(1), withoutVote(2));

    assertThat(next.members().get(1).newlyAdded()).isTrue();
  }

  @Test
  void onePromotionIsAccepted() {
    ReplicaSetConfig old = reconfigured(initiated(member(0)), member(0), withoutVote(1));

    assertThat(reconfigured(old, member(0), member(1)).votingMembersCount()).isEqualTo(2);
  }

  @Test
  void aVoteIsNotMovedFromOneMemberToAnother() {
    ReplicaSetConfig old = initiated(member(0), member(1), withoutVote(2));

    assertThat(reconfigure(old, config(2, member(0), withoutVote(1), member(2)), false))
        .isEqualTo(refused(NEW_CONFIG_INCOMPATIBLE, ONE_VOTE_AT_A_TIME));
  }

  @Test
  void anotherMemberUnderTheSameIdIsNoChangeOfVotes() {
    ReplicaSetConfig old = initiated(member(0), member(1), member(2));
    Document other = member(2);
    other.put("host", "elsewhere:27017");

    assertThat(reconfigured(old, member(0), member(1), other).votingMembersCount()).isEqualTo(3);
  }

  @Test
  void anArbiterNeverBecomesADataBearingMember() {
    ReplicaSetConfig old = initiated(member(0), member(1).append("arbiterOnly", true));

    // With an arbiter gone the implicit write concern would change too, and that is said first.
    assertThat(reconfigure(old, config(2, member(0), withoutVote(1)), true))
        .isEqualTo(
            refused(
                NEW_CONFIG_INCOMPATIBLE,
                "New and old configurations differ in the setting of the arbiterOnly field for"
                    + " member mongo-1:27017 in set rs0; to make this change, remove then re-add"
                    + " the member"));
  }

  @Test
  void aConfigOfAnotherSetOfTheSameNameIsRefused() {
    ReplicaSetConfig old = initiated(member(0));
    Document foreign =
        config(2, member(0)).append("settings", new Document("replicaSetId", new ObjectId()));

    assertThat(reconfigure(old, foreign, false))
        .isInstanceOfSatisfying(
            ConfigVerdict.Refused.class,
            refused ->
                assertThat(refused.refusal().errmsg())
                    .startsWith("New and old configurations differ in replica set ID"));
  }

  @Test
  void aForcedConfigHasNoTermAndAVersionFarAhead() {
    ReplicaSetConfig old = initiated(member(0), member(1), member(2));

    assertThat(reconfigure(old, config(2, member(0)), true))
        .isInstanceOfSatisfying(
            ConfigVerdict.Accepted.class,
            accepted ->
                assertThat(accepted.config().version())
                    .isEqualTo(new ConfigVersion(10_002, ConfigVersion.NO_TERM)));
  }

  @Test
  void aForcedConfigIsAlsoTakenFromASecondary() {
    ReplicaSetState secondary =
        Configs.member(initiated(member(0), member(1)), MemberState.SECONDARY);

    assertThat(ConfigRules.mayReconfigure(secondary, true)).isEmpty();
  }

  @Test
  void theSetKeepsItsIdWhereTheNewConfigNamesNone() {
    ReplicaSetConfig old = initiated(member(0));

    assertThat(reconfigured(old, member(0)).settings().replicaSetId())
        .isEqualTo(old.settings().replicaSetId());
  }

  @Test
  void anUncommittedConfigIsNamedToWhomWaitedForIt() {
    assertThat(ConfigRules.notCommitted(initiated(member(0))))
        .isEqualTo(
            new Refusal(
                CURRENT_CONFIG_NOT_COMMITTED_YET,
                "New config is rejected :: caused by :: Cannot run replSetReconfig because the"
                    + " current config: {version: 1, term: 1} is not majority committed."));
  }
}
