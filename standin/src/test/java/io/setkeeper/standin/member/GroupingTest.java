package io.setkeeper.standin.member;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.raft.RaftSettings.Membership;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupingTest {
  @Test
  void aNewcomerCopiesFirst() {
    var wanted =
        Grouping.wanted(config(1, 0), group(List.of(peer("a", 0, 1))), knows("a", "b").caughtUp());
    assertThat(wanted.listeners()).containsExactly(peer("b", 1, 0));
  }

  @Test
  void aPromotedMemberVotesOnceItIsCaughtUp() {
    var now = new Membership(List.of(peer("a", 0, 1)), List.of(peer("b", 1, 0)));
    var knowledge = knows("a", "b");
    assertThat(Grouping.wanted(config(1, 1), now, knowledge.caughtUp("b")).voters())
        .containsExactly(peer("a", 0, 1), peer("b", 1, 1));
    assertThat(Grouping.wanted(config(1, 1), now, knowledge.caughtUp())).isEqualTo(now);
  }

  @Test
  void aWipedVoterIsCountedInItsFormerLifeUntilCaughtUp() {
    var now = group(List.of(peer("a", 0, 1), peer("b", 1, 1), peer("c", 2, 1)));
    var knowledge = knows("a", "new", "c");
    var copying = Grouping.wanted(config(1, 1, 1), now, knowledge.caughtUp());
    assertThat(copying.voters()).containsExactly(peer("a", 0, 1), peer("b", 1, 1), peer("c", 2, 1));
    assertThat(copying.listeners()).containsExactly(peer("new", 1, 0));
    assertThat(Grouping.wanted(config(1, 1, 1), copying, knowledge.caughtUp("new")).voters())
        .containsExactly(peer("a", 0, 1), peer("c", 2, 1), peer("new", 1, 1));
  }

  @Test
  void aMemberThatIsDownStaysWhatItIs() {
    var now = group(List.of(peer("a", 0, 1), peer("b", 1, 1)));
    assertThat(Grouping.wanted(config(1, 1), now, knows("a", "").caughtUp())).isEqualTo(now);
  }

  @Test
  void whoIsRemovedFromTheConfigLeavesTheGroup() {
    var now = group(List.of(peer("a", 0, 1), peer("b", 1, 1)));
    assertThat(Grouping.wanted(config(1), now, knows("a", "b").caughtUp()).voters())
        .containsExactly(peer("a", 0, 1));
  }

  @Test
  void whoOnlyMovesHasAnotherPriorityForOneStepAndNoneAboveTheLeaders() {
    var now = group(List.of(peer("a", 0, 2), peer("b", 1, 2), peer("c", 2, 0)));
    var moved = group(List.of(peer("a", 10, 2), peer("b", 11, 2), peer("c", 12, 0)));
    assertThat(Grouping.asking(now, moved, "a").voters())
        .containsExactly(peer("a", 10, 3), peer("b", 11, 1), peer("c", 12, 1));
    assertThat(Grouping.asking(now, now, "a")).isEqualTo(now);
    var more = group(List.of(peer("a", 10, 2), peer("b", 1, 2)));
    assertThat(Grouping.asking(now, more, "a")).isEqualTo(more);
  }

  @Test
  void whoWasRenamedKeepsItsPlaceBeforeItIsHeardOfByItsNewName() {
    var now = group(List.of(peer("a", 0, 1), peer("b", 7, 1), peer("c", 2, 1)));
    assertThat(Grouping.wanted(config(1, 1, 1), now, knows("a", "", "c").caughtUp()).voters())
        .containsExactly(peer("a", 0, 1), peer("b", 1, 1), peer("c", 2, 1));
  }

  private static Membership group(List<Peer> voters) {
    return new Membership(voters, List.of());
  }

  private static Peer peer(String id, int number, int priority) {
    return new Peer(id, "mongo-" + number + ":37017", priority);
  }

  /** A config of members with or without vote. */
  private static ReplicaSetConfig config(int... votes) {
    var members = new ArrayList<Document>();
    for (int i = 0; i < votes.length; i++) {
      members.add(
          new Document("_id", i)
              .append("host", "mongo-" + i + ":27017")
              .append("votes", votes[i])
              .append("priority", votes[i]));
    }
    return ReplicaSetConfig.fromStored(
        new Document("_id", "rs0").append("version", 1).append("members", members));
  }

  /** The ids of the members' data; empty where a member is down. */
  private static Known knows(String... ids) {
    return new Known(List.of(ids));
  }

  private record Known(List<String> ids) {
    Grouping.Knowledge caughtUp(String... current) {
      var hosts = new java.util.HashMap<String, String>();
      for (int i = 0; i < ids.size(); i++) {
        hosts.put("mongo-" + i + ":27017", ids.get(i));
      }
      return new Facts(Map.copyOf(hosts), Set.of(current));
    }
  }

  private record Facts(Map<String, String> hosts, Set<String> current)
      implements Grouping.Knowledge {
    @Override
    public Optional<String> invited(String host) {
      return Optional.ofNullable(hosts.get(host)).filter(id -> !id.isEmpty());
    }

    @Override
    public boolean caughtUp(String id) {
      return current.contains(id);
    }
  }
}
