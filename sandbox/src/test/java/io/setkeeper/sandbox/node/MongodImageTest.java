package io.setkeeper.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongodImageTest {
  private static final MongodImage STAND_IN =
      new MongodImage(List.of("java", "-jar", "standin.jar"), true);
  private static final MongodImage NATIVE = new MongodImage(List.of("/usr/bin/mongod"), false);

  private static ContainerRequest request(String... command) {
    return new ContainerRequest(
        "default",
        "mongo-0",
        "127.79.1.10",
        "mongo",
        "mongo",
        List.of(command),
        List.of(),
        Map.of(),
        Map.of("/data/db", Path.of("/v/claim"), "/etc/keys", Path.of("/p/keys")),
        Path.of("/p/mongo"));
  }

  @Test
  void theRecipesCommandIsThatOfAModernMongod() {
    Launch launch =
        STAND_IN.launch(request("mongod", "--replSet", "rs0", "--smallfiles", "--noprealloc"));
    assertThat(String.join(" ", launch.command()))
        .isEqualTo("java -jar standin.jar --replSet rs0 --dbpath /v/claim --bind_ip 127.79.1.10");
    assertThat(launch.warnings()).singleElement().asString().contains("--smallfiles, --noprealloc");
  }

  @Test
  void aMongodOfTheMachineGetsASmallCacheAndNoSocketInTmp() {
    assertThat(String.join(" ", NATIVE.launch(request("mongod", "--replSet", "rs0")).command()))
        .isEqualTo(
            "/usr/bin/mongod --replSet rs0 --dbpath /v/claim --bind_ip 127.79.1.10"
                + " --nounixsocket --wiredTigerCacheSizeGB 0.25");
  }

  @Test
  void aCacheThatIsGivenStays() {
    assertThat(NATIVE.launch(request("mongod", "--wiredTigerCacheSizeGB=1")).command())
        .contains("--wiredTigerCacheSizeGB=1")
        .doesNotContain("0.25");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongod --replSet rs0 --bind_ip_all",
        "mongod --replSet rs0 --bind_ip 0.0.0.0",
        "mongod --replSet rs0 --bind_ip=localhost,mongo-0",
        "mongod --replSet rs0 --dbpath /data/db",
        "mongod --replSet rs0 --dbpath=/data/db --fork",
        "/usr/bin/mongod --replSet rs0",
        "docker-entrypoint.sh mongod --replSet rs0",
        "numactl --interleave=all mongod --replSet rs0",
        "--replSet rs0"
      })
  void theNodeDecidesAboutAddressAndFolder(String command) {
    assertThat(STAND_IN.launch(request(command.split(" "))).command())
        .endsWith("--replSet", "rs0", "--dbpath", "/v/claim", "--bind_ip", "127.79.1.10");
  }

  @Test
  void aSimpleShellLineIsUnderstood() {
    assertThat(STAND_IN.launch(request("sh", "-c", "exec mongod --replSet rs0")).command())
        .contains("--replSet", "rs0");
  }

  @Test
  void aShellScriptIsRefusedWithTheRemedy() {
    assertThatThrownBy(
            () -> STAND_IN.launch(request("sh", "-c", "chown x /data; mongod --replSet $NAME")))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("let the container's command be mongod");
  }

  @Test
  void anotherProgramOfTheImageIsRefused() {
    assertThatThrownBy(() -> STAND_IN.launch(request("mongodump", "--out", "/backup")))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("mongodump");
  }

  @Test
  void filesOfVolumesAreFound() {
    assertThat(STAND_IN.launch(request("mongod", "--keyFile", "/etc/keys/key")).command())
        .contains("--keyFile", "/p/keys/key");
    assertThat(STAND_IN.launch(request("mongod", "--keyFile=/etc/keys/key")).command())
        .contains("--keyFile=/p/keys/key");
  }

  @Test
  void dataOutsideOfVolumesIsTheContainersOwn() {
    assertThat(STAND_IN.launch(request("mongod", "--dbpath", "/elsewhere")).command())
        .contains("--dbpath", "/p/mongo/data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongo",
        "mongo:7.0",
        "docker.io/library/mongo:8",
        "docker.io/mongo",
        "localhost:5000/mongo@sha256:abc",
        "percona/percona-server-mongodb:7.0",
        "mongodb/mongodb-community-server",
        "localhost/setkeeper/standin:0.1"
      })
  void imagesOfMongodMatch(String image) {
    assertThat(NATIVE.matches(image)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis",
        "mongo-express",
        "cvallance/mongo-k8s-sidecar",
        "localhost/setkeeper/keeper",
        "somebody/standin"
      })
  void otherImagesDoNot(String image) {
    assertThat(NATIVE.matches(image)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cvallance/mongo-k8s-sidecar",
        "docker.io/cvallance/mongo-k8s-sidecar:latest",
        "morphy2k/k8s-mongo-sidecar",
        "ghcr.io/setkeeper/setkeeper:0.1",
        "localhost/setkeeper/keeper:0.1",
        "setkeeper/keeper"
      })
  void sidecarsAreTheKeeper(String image) {
    assertThat(new SidecarImage(List.of("java")).matches(image)).isTrue();
  }
}
