package io.setkeeper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  @Test
  void theFieldsAreThoseThatScriptsRelyOn() {
    SetStatus status =
        new SetStatus(
            "rs0",
            true,
            Optional.of("mongo-0"),
            Optional.of(new ConfigVersion(1, 5)),
            List.of(
                new SetStatus.MemberStatus(
                    0,
                    "mongo-0.m:27017",
                    Optional.of("mongo-0"),
                    "PRIMARY",
                    1,
                    1,
                    1,
                    OptionalLong.of(0))),
            new SetStatus.Keeping(Optional.of("mongo-0"), "Nothing to do", "all well"),
            List.of(new SetStatus.PodProcess("mongo-0", "mongo", 42, OptionalLong.of(130), 0)));

    assertThat(StatusJson.of(status).toString())
        .isEqualTo(
            "{\"set\":\"rs0\",\"healthy\":true,\"primary\":\"mongo-0\",\"config\":{\"version\":5,\"term\":1},"
                + "\"members\":[{\"id\":0,\"host\":\"mongo-0.m:27017\",\"pod\":\"mongo-0\",\"state\":\"PRIMARY\","
                + "\"votes\":1,\"priority\":1.0,\"health\":1,\"lagSeconds\":0}],"
                + "\"keeper\":{\"writer\":\"mongo-0\",\"decision\":\"Nothing to do\",\"reason\":\"all well\"},"
                + "\"processes\":[{\"pod\":\"mongo-0\",\"container\":\"mongo\",\"pid\":42,\"rssMiB\":130,\"restarts\":0}]}");
  }

  @Test
  void whatIsNotKnownIsNull() {
    SetStatus status =
        new SetStatus(
            "rs0",
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new SetStatus.Keeping(Optional.empty(), "", ""),
            List.of());

    assertThat(StatusJson.of(status).toString())
        .contains(
            "\"primary\":null", "\"config\":{\"version\":null,\"term\":null}", "\"writer\":null");
  }
}
