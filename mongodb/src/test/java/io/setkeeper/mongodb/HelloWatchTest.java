package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.mongodb.HelloWatch.News;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class HelloWatchTest {
  private static final BsonDocument SECONDARY =
      BsonDocument.parse(
          """
          {ok: 1, setName: "rs0", setVersion: 4, secondary: true, isWritablePrimary: false,
           ismaster: false, me: "mongo-1.db:27017", primary: "mongo-0.db:27017",
           hosts: ["mongo-1.db:27017", "mongo-0.db:27017"], passives: ["mongo-2.db:27017"],
           arbiters: ["mongo-3.db:27017"], maxWireVersion: 21, minWireVersion: 0,
           maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000}
          """);

  private static HostPort member(int ordinal) {
    return new HostPort("mongo-" + ordinal + ".db", 27017);
  }

  @Test
  void whatAMongodSaysOfItsSetIsHeardAndThatItIsGone() {
    List<News> heard = new CopyOnWriteArrayList<>();
    try (FakeMongod mongod = FakeMongod.start(_ -> _ -> SECONDARY);
        HelloWatch _ =
            new HelloWatch(mongod.address(), "mongo-1.db", MongodAccess.OPEN, heard::add)) {
      await().until(() -> !heard.isEmpty());
      assertThat(heard.getFirst())
          .isInstanceOfSatisfying(
              News.Hello.class,
              hello -> {
                assertThat(hello.set()).contains("rs0");
                assertThat(hello.configVersion()).isEqualTo(4);
                assertThat(hello.self()).contains(member(1));
                assertThat(hello.members())
                    .containsExactly(member(0), member(1), member(2), member(3));
                assertThat(hello.primary()).contains(member(0));
                assertThat(hello.writable()).isFalse();
              });

      mongod.kill();
      await().untilAsserted(() -> assertThat(heard.getLast()).isInstanceOf(News.Silence.class));
    }
  }

  @Test
  void nobodyLogsInToHearIt() {
    List<News> heard = new CopyOnWriteArrayList<>();
    MongodAccess access =
        new MongodAccess(
            java.util.Optional.of(Credentials.of("ann", "secret")), java.util.Optional.empty());
    try (FakeMongod mongod = FakeMongod.start(_ -> _ -> SECONDARY);
        HelloWatch _ = new HelloWatch(mongod.address(), "mongo-1.db", access, heard::add)) {
      await().until(() -> !heard.isEmpty());
      assertThat(mongod.asked()).isEmpty();
    }
  }
}
