package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recipe as its readers follow it: with kubectl alone. */
class KubectlRecipeIT {

  @Test
  void theRecipesFilesAreDeletedAndCreatedAgainAndTheDataIsStillThere() {
    try (var setkeeper = Setkeeper.up()) {
      setkeeper
          .client(
              mongosh(setkeeper, "db.kept.insertOne({_id: 1}, {writeConcern: {w: 'majority'}})"))
          .succeeded();
      setkeeper.kubectl("delete", "-f", "examples/mongo").succeeded();
      await("the pods gone")
          .atMost(Duration.ofMinutes(2))
          .until(() -> setkeeper.kubectl("get", "pods", "-o", "name").succeeded().out().isEmpty());

      var created = setkeeper.kubectl("create", "-f", "examples/mongo").succeeded();

      assertThat(created.out().lines())
          .containsExactlyInAnyOrder(
              "service/mongo created",
              "statefulset.apps/mongo created",
              "storageclass.storage.k8s.io/fast created");
      setkeeper.awaitHealthy(
          "the set on its old volumes", status -> status.path("members").size() == 3);
      assertThat(
              setkeeper
                  .client(mongosh(setkeeper, "db.kept.countDocuments()"))
                  .succeeded()
                  .out()
                  .strip())
          .isEqualTo("1");
    }
  }

  private static List<String> mongosh(Setkeeper setkeeper, String script) {
    return List.of("mongosh", "--quiet", setkeeper.uri(), "--eval", script);
  }
}
