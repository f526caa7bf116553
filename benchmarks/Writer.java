import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/**
 * Inserts numbers one after the other with {@code w: "majority"} and retryable writes, all the
 * time, and notes when each was acknowledged.
 */
final class Writer implements AutoCloseable {
  /** One that was acknowledged, and when, by {@link System#nanoTime()}. */
  private record Write(long number, long at) {}

  /**
   * The longest time without an acknowledged write since a moment.
   *
   * @param length in seconds
   * @param end from the moment to the write that ended it, in seconds
   */
  record Stall(double length, double end) {}

  private final ConcurrentLinkedQueue<Write> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final long pauseMillis;
  private final MongoClient client;
  private final MongoCollection<Document> collection;
  private final Thread thread;
  private volatile boolean ended;

  /**
   * Begins at once.
   *
   * @param pauseMillis after each write; 0 for none
   */
  Writer(String uri, long pauseMillis) {
    this.pauseMillis = pauseMillis;
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .retryWrites(true)
                .applyToClusterSettings(c -> c.serverSelectionTimeout(60, TimeUnit.SECONDS))
                .build());
    collection =
        client
            .getDatabase("figures")
            .getCollection("numbers")
            .withWriteConcern(WriteConcern.MAJORITY);
    thread = Thread.ofPlatform().daemon().start(this::write);
  }

  private void write() {
    for (long number = 0; !ended; number++) {
      try {
        collection.insertOne(new Document("_id", number));
        acknowledged.add(new Write(number, System.nanoTime()));
        done.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      } catch (MongoException e) {
        failures.incrementAndGet();
        String said = e.toString();
        System.err.println("  failed write: " + said.substring(0, Math.min(300, said.length())));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** How many were acknowledged. */
  int done() {
    return done.get();
  }

  /** How many failed. */
  int failures() {
    return failures.get();
  }

  /** The longest stall since a moment, which itself counts as a write. */
  Stall stall(long since) {
    long last = since;
    Stall longest = new Stall(0, 0);
    for (Write write : acknowledged) {
      if (write.at() > since) {
        double length = (write.at() - last) / 1e9;
        if (length > longest.length()) {
          longest = new Stall(length, (write.at() - since) / 1e9);
        }
        last = write.at();
      }
    }
    return longest;
  }

  /** Writes no more; those that were acknowledged and are not there. */
  List<Long> end() {
    ended = true;
    join();
    Set<Long> found = new HashSet<>();
    collection.find().forEach(document -> found.add(document.getLong("_id")));
    List<Long> missing = new ArrayList<>();
    for (Write write : acknowledged) {
      if (!found.contains(write.number())) {
        missing.add(write.number());
      }
    }
    return missing;
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ended = true;
    join();
    client.close();
  }
}
