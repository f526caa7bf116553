package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What clients that connect by the printed string see of a failover and of scaling. */
@TestInstance(Lifecycle.PER_CLASS)
class FailoverIT {

  private final Setkeeper setkeeper = Setkeeper.inANewFolder();

  @BeforeAll
  void up() {
    setkeeper.run("up", "--detach").succeeded();
  }

  @AfterAll
  void down() {
    setkeeper.close();
  }

  @ParameterizedTest
  @EnumSource
  void aWriterGoesOnWhenThePrimarysPodIsDeletedAndLosesNothingAcknowledged(Client client) {
    List<Integer> acknowledged;
    try (var writer = client.startWriting(setkeeper)) {
      writer.awaitMore(20);
      String primary =
          setkeeper.awaitHealthy("a healthy set", status -> true).path("primary").asString();

      setkeeper.run("delete", "pod/" + primary).succeeded();

      setkeeper.awaitHealthy(
          "another primary, and " + primary + " back", status -> isBack(status, primary));
      writer.awaitMore(20);
      acknowledged = writer.acknowledged();
    }
    assertThat(other(client).numbersFound(setkeeper)).containsAll(acknowledged);
  }

  @ParameterizedTest
  @EnumSource
  void aClientFollowsTheMembersAsTheyComeAndGo(Client client) {
    setkeeper.run("scale", "statefulset/mongo", "--replicas=5").succeeded();
    setkeeper.awaitHealthy("five voters", status -> voters(status) == 5);
    assertThat(client.membersSeen(setkeeper)).hasSize(5);

    setkeeper.run("scale", "statefulset/mongo", "--replicas=3").succeeded();
    setkeeper.awaitHealthy("three voters", status -> voters(status) == 3);
    assertThat(client.membersSeen(setkeeper)).hasSize(3);
  }

  private static boolean isBack(JsonNode status, String pod) {
    return !status.path("primary").asString().equals(pod)
        && status
            .path("members")
            .valueStream()
            .anyMatch(
                member ->
                    member.path("pod").asString().equals(pod)
                        && member.path("state").asString().equals("SECONDARY"));
  }

  private static long voters(JsonNode status) {
    return status
        .path("members")
        .valueStream()
        .filter(member -> member.path("votes").asInt() == 1)
        .count();
  }

  private static Client other(Client client) {
    return client == Client.MONGOSH ? Client.PYMONGO : Client.MONGOSH;
  }
}
