package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Over a real socket: what the driver's own heartbeat makes known. */
class MongodsTest {
  private static final BsonDocument SECONDARY =
      BsonDocument.parse(
          """
          {topologyVersion: {processId: {$oid: "6b03c1e5bd7f58f620ce7826"},
            counter: {$numberLong: "0"}},
           helloOk: true, isWritablePrimary: false, ismaster: false, secondary: true,
           setName: "rs0", setVersion: 1, hosts: ["mongo-0.mongo:27017"], me: "mongo-0.mongo:27017",
           maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000,
           minWireVersion: 0, maxWireVersion: 13, ok: 1.0}
          """);

  private final Semaphore rung = new Semaphore(0);

  @Test
  void theEndOfAWatchedMongodsProcessRingsTheBell() {
    try (FakeMongod mongod = FakeMongod.start(client -> command -> SECONDARY);
        Mongods mongods = new Mongods(rung::release)) {
      mongods.watch(mongod.address());
      await().until(() -> mongods.isConnected(mongod.address()));
      rung.drainPermits();
      mongod.kill();
      // The bell for the connection may ring late, and the driver may have to wait for its
      // time-out.
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> rung.availablePermits() > 0 && !mongods.isConnected(mongod.address()));
    }
  }

  @Test
  void aWatchedMongodIsAskedNothing() {
    try (FakeMongod mongod = FakeMongod.start(client -> command -> SECONDARY);
        Mongods mongods = new Mongods(rung::release)) {
      mongods.watch(mongod.address());
      await().until(() -> mongods.isConnected(mongod.address()));
      assertThat(mongod.asked()).isEmpty();
    }
  }

  @Test
  void aMongodThatIsNoLongerOfInterestIsLetGo() {
    try (FakeMongod mongod = FakeMongod.start(client -> command -> SECONDARY);
        Mongods mongods = new Mongods(rung::release)) {
      mongods.watch(mongod.address());
      await().until(() -> mongods.isConnected(mongod.address()));
      mongods.keepOnly(Set.of());
      assertThat(mongods.isConnected(mongod.address())).isFalse();
    }
  }

  @Test
  void aMongodThatNobodyWatchesIsNotConnected() {
    try (Mongods mongods = new Mongods(rung::release)) {
      assertThat(mongods.isConnected(new HostPort("127.0.0.1", 1))).isFalse();
    }
  }

  @Test
  void aMongodIsWaitedForAsLongAsThePatienceAllows() {
    Patience impatient = new Patience(Duration.ofMinutes(1), Duration.ofMillis(50));
    Patience patient = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
    CountDownLatch busy = new CountDownLatch(1);
    try (FakeMongod mongod = FakeMongod.start(client -> command -> whenDone(busy, command));
        Mongods near = new Mongods(MongodAccess.OPEN, impatient, HostPort::host, () -> {});
        Mongods far = new Mongods(MongodAccess.OPEN, patient, HostPort::host, () -> {})) {
      CompletableFuture<Mongod> answer =
          CompletableFuture.supplyAsync(() -> far.ask(mongod.address()));
      await().until(() -> !mongod.asked().isEmpty());
      assertThat(near.ask(mongod.address())).asString().contains("no answer in time");
      assertThat(answer).isNotDone();
      busy.countDown();
      assertThat(answer.join()).asString().doesNotContain("no answer in time");
    }
  }

  private static BsonDocument whenDone(CountDownLatch busy, BsonDocument command) {
    if (command.getFirstKey().equals("replSetGetStatus")) {
      try {
        busy.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return SECONDARY;
  }

  /** MongoDB refuses everything else in OP_QUERY since 5.1. */
  @Test
  void nothingButTheGreetingIsSaidInTheOldProtocol() {
    try (FakeMongod mongod = FakeMongod.start(client -> command -> SECONDARY);
        Mongods mongods = new Mongods(rung::release)) {
      mongod.askedBy(mongods);

      assertThat(mongod.asked()).isNotEmpty();
      assertThat(mongod.opQueries()).isSubsetOf("hello", "isMaster", "ismaster");
    }
  }
}
