package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * A client outside that writes numbers, one after the other, with {@code w: "majority"}. It leaves
 * the machine room to breathe: what takes a core for each member is a benchmark's writer.
 */
final class StoryWriter implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;

  private final MongoClient client;
  private final MongoCollection<Document> collection;
  private final List<Long> acknowledged = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("writer").factory());
  private long next;

  private StoryWriter(String uri, String name) {
    this.client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .retryWrites(true)
                .applyToClusterSettings(c -> c.serverSelectionTimeout(60, TimeUnit.SECONDS))
                .build());
    this.collection =
        client
            .getDatabase("story")
            .getCollection(name)
            .withWriteConcern(WriteConcern.MAJORITY.withWTimeout(60, TimeUnit.SECONDS));
  }

  static StoryWriter start(String uri, String name) {
    StoryWriter writer = new StoryWriter(uri, name);
    var _ =
        writer.writing.scheduleWithFixedDelay(
            writer::write, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    writer.awaitMore(5);
    return writer;
  }

  private void write() {
    long number = next++;
    try {
      collection.insertOne(new Document("_id", number));
      synchronized (this) {
        acknowledged.add(number);
      }
    } catch (MongoException e) {
      synchronized (this) {
        failures.add(number + ": " + e);
      }
    }
  }

  /** Waits until so many more writes are acknowledged. */
  void awaitMore(int writes) {
    int wanted = acknowledged().size() + writes;
    await("acknowledged writes")
        .atMost(Duration.ofMinutes(2))
        .until(() -> acknowledged().size() >= wanted);
  }

  synchronized List<Long> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Writes that were not acknowledged, whatever became of them. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /** Stops to write, and answers which numbers the set has. */
  Set<Long> finish() throws InterruptedException {
    writing.shutdown();
    assertThat(writing.awaitTermination(2, TimeUnit.MINUTES)).as("the last write ended").isTrue();
    Set<Long> found = new HashSet<>();
    collection.find().forEach(document -> found.add(document.getLong("_id")));
    return found;
  }

  @Override
  public void close() {
    writing.shutdown();
    client.close();
  }
}
