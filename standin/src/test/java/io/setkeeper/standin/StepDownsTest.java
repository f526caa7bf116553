package io.setkeeper.standin;

import static io.setkeeper.standin.InProcessSet.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with retryable writes, while the primary's place goes round. */
class StepDownsTest {
  private static final int ROUNDS = 6;

  @TempDir Path folder;

  @Test
  void noRetryableWriteFailsWhenPrimariesStepDown() throws Exception {
    try (InProcessSet set = new InProcessSet(folder, 93)) {
      set.grow(5_000); // no election but those that are asked for
      Queue<String> failed = new ConcurrentLinkedQueue<>();
      AtomicInteger written = new AtomicInteger();
      AtomicBoolean ended = new AtomicBoolean();
      try (MongoClient client = set.set(3)) {
        Thread writer = Thread.ofPlatform().start(() -> write(client, written, failed, ended));
        for (int round = 0; round < ROUNDS; round++) {
          await().atMost(LONG).until(() -> set.primary(1, 2, 3) != 0);
          int before = written.get();
          await().atMost(LONG).until(() -> written.get() > before + 20);
          int primary = set.primary(1, 2, 3);
          if (primary != 0) {
            set.refusal(primary, new Document("replSetStepDown", 5));
          }
        }
        ended.set(true);
        writer.join();
      }
      assertThat(failed).isEmpty();
    }
  }

  private static void write(
      MongoClient client, AtomicInteger written, Queue<String> failed, AtomicBoolean ended) {
    var collection =
        client.getDatabase("test").getCollection("c").withWriteConcern(WriteConcern.MAJORITY);
    while (!ended.get()) {
      try {
        collection.insertOne(new Document());
        written.incrementAndGet();
      } catch (MongoException e) {
        failed.add(e.toString());
      }
    }
  }
}
