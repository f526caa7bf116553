package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenamesTest {
  private static final HostPort OLD = HostPort.parse("10.0.0.1:27017");

  /** mongo-1 is a member by its pod's address. */
  private static Scene byAddress() {
    return Scene.wholeSetOf(1).replicas(2).pod(1).member(Member.voter(1, OLD)).highestId(1);
  }

  private static Mongod sayingItIs(int id, HostPort host, String set) {
    ReplicaSetConfig config =
        new ReplicaSetConfig(
            "rs0", new ConfigVersion(1, 5), List.of(Member.voter(id, host)), Optional.of(set));
    return new Mongod.InSet(
        id,
        MemberState.SECONDARY,
        false,
        1,
        config,
        false,
        List.of(),
        Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL,
        false);
  }

  @Test
  void aMemberThatIsKnownToBeAPodGetsThePodsName() {
    var config = Expect.reconfig(byAddress().mongod(1, sayingItIs(1, OLD, Scene.SET_ID)));
    assertThat(config.member(1).orElseThrow()).isEqualTo(Member.voter(1, Scene.host(1)));
  }

  @Test
  void nobodyIsRenamedOnAStaleRead() {
    Expect.looksAgain(byAddress().mongod(1, sayingItIs(1, OLD, Scene.SET_ID)).cached());
  }

  @Test
  void aPodThatDoesNotAnswerIsNotGuessedFromItsAddress() {
    Expect.waits(byAddress().silent(1), "Waiting for mongo-1");
  }

  @Test
  void aPodWhoseConfigHasAnotherEntryIsNotBelieved() {
    HostPort other = HostPort.parse("10.0.0.9:27017");
    Expect.waits(byAddress().mongod(1, sayingItIs(1, other, Scene.SET_ID)), "Waiting for mongo-1");
  }

  @Test
  void aPodOfAnotherSetIsNoMember() {
    Expect.refuses(
        byAddress().mongod(1, sayingItIs(1, OLD, "000000000000000000000000")),
        "mongo-1 is of another set");
  }

  @Test
  void aPodThatTerminatesKeepsItsOldName() {
    Expect.waits(
        byAddress().mongod(1, sayingItIs(1, OLD, Scene.SET_ID)).terminating(1),
        "Waiting for mongo-1");
  }
}
