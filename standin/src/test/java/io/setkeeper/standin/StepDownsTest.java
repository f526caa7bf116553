package io.setkeeper.standin;

import static io.setkeeper.standin.InProcessSet.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with retryable writes, while the primary's place goes round. */
class StepDownsTest {
  private static final int ROUNDS = 6;
  private static final int IN_PROGRESS = 117;
  private static final Document PATIENT_STEP_DOWN =
      new Document("replSetStepDown", 60).append("secondaryCatchUpPeriodSecs", 60);

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

  /** As where a pod is deleted: its keeper asks for a step-down, and SIGTERM comes. */
  @Test
  void whoIsToEndWhileItHandsOverAnswersOnAndTakesNoWrites() throws Exception {
    try (InProcessSet set = new InProcessSet(folder, 94)) {
      set.grow(30_000); // nobody stands by itself
      await().atMost(LONG).until(() -> set.refusal(2, new Document("replSetStepUp", 1)) == 0);
      set.stop(1);
      try (OwnProcess ends = OwnProcess.start(set.ip(1), set.dbpath(1))) {
        await().atMost(LONG).until(() -> set.listens(1));
        await().atMost(LONG).until(() -> set.refusal(1, new Document("replSetStepUp", 1)) == 0);
        await().atMost(LONG).until(() -> set.primary(1) == 1);
        set.stop(2);
        set.stop(3);
        CompletableFuture<Integer> asked =
            CompletableFuture.supplyAsync(() -> set.refusal(1, PATIENT_STEP_DOWN));
        await().atMost(LONG).until(() -> set.primary(1) == 0);
        assertThat(set.refusal(1, PATIENT_STEP_DOWN)).as("another one").isEqualTo(IN_PROGRESS);
        try (MongoClient client = set.direct(1, 5)) {
          assertThat(hello(client).getBoolean("secondary")).as("it answers").isTrue();
          ends.terminate();
          await().atMost(LONG).until(() -> ends.log().contains("Shutting down"));
          assertThat(answersUntilItEnds(client, ends)).isNotEmpty().doesNotContain(true);
        }
        asked.join();
      }
    }
  }

  private static Document hello(MongoClient client) {
    return client.getDatabase("admin").runCommand(new Document("hello", 1));
  }

  /** Whether it took writes, as often as it said so. */
  private static List<Boolean> answersUntilItEnds(MongoClient client, OwnProcess process)
      throws InterruptedException {
    List<Boolean> writable = new ArrayList<>();
    while (process.runs()) {
      try {
        writable.add(hello(client).getBoolean("isWritablePrimary"));
      } catch (MongoException e) {
        process.awaitEnd(); // only because it ends has it no answer
      }
    }
    return writable;
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
