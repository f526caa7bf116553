package io.setkeeper.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.status.SetStatus;
import io.setkeeper.core.model.ConfigVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Picture BLANK = Picture.blank("rs0");
  private static final String URI = "mongodb://127.0.0.1:27117/?replicaSet=rs0";

  private static PodInfo pod(String status, int ready) {
    PodInfo.Container one = new PodInfo.Container("mongo", OptionalLong.of(7), 0, "", "");
    PodInfo.Container two = new PodInfo.Container("mongo-sidecar", OptionalLong.of(8), 0, "", "");
    return new PodInfo("mongo-0", ready, status, "127.1.1.10", "", "", "", List.of(one, two));
  }

  private static Picture picture(String state, boolean healthy) {
    SetStatus.MemberStatus member =
        new SetStatus.MemberStatus(
            0, "mongo-0.mongo:27017", Optional.of("mongo-0"), state, 1, 1, 1, OptionalLong.of(0));
    SetStatus status =
        new SetStatus(
            "rs0",
            healthy,
            Optional.of("mongo-0"),
            Optional.of(new ConfigVersion(1, 5)),
            List.of(member),
            new SetStatus.Keeping(Optional.of("mongo-0"), "", ""),
            List.of());
    return new Picture(
        1, List.of(pod("Running", 2)), Map.of("data-mongo-0", "Bound"), status, Optional.of(URI));
  }

  @Test
  void theStoryOfAFormationIsTold() {
    assertThat(Changes.between(BLANK, picture("PRIMARY", true)))
        .containsExactly(
            "persistentvolumeclaim/data-mongo-0 Bound",
            "pod/mongo-0 2/2 Running",
            "rs0: mongo-0 PRIMARY",
            "rs0 is healthy: 1 member, 1 vote, primary mongo-0, config version 5",
            URI);
  }

  @Test
  void nothingNewIsNoLine() {
    assertThat(Changes.between(picture("PRIMARY", true), picture("PRIMARY", true))).isEmpty();
  }

  @Test
  void aMemberThatGoesDownIsToldWithTheSetsHealth() {
    assertThat(Changes.between(picture("PRIMARY", true), picture("SECONDARY", false)))
        .containsExactly("rs0: mongo-0 SECONDARY", "rs0 is not healthy");
  }

  @Test
  void aTableHasARowForEachPodAndTheConnectionString() {
    assertThat(Table.render(picture("PRIMARY", true), Colours.NONE))
        .containsExactly(
            "NAME      READY   STATUS    RESTARTS   VOLUME   MEMBER    VOTES   LAG",
            "mongo-0   2/2     Running   0          Bound    PRIMARY   1       0s",
            "rs0 is healthy: 1 member, 1 vote, primary mongo-0, config version 5",
            URI);
  }

  @Test
  void aTableBeforeAnythingSaysWhatItWaitsFor() {
    assertThat(Table.render(BLANK, Colours.NONE))
        .last()
        .asString()
        .contains("waiting for its pods");
  }
}
