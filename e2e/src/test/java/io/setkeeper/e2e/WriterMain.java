package io.setkeeper.e2e;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Writes until its standard input ends, then reads back. A line for each write: {@code ok NUMBER
 * MILLIS}, {@code failed NUMBER ERROR}; at the end {@code missing NUMBER} for each write that was
 * acknowledged and is not there, and {@code done}.
 */
public final class WriterMain {
  private static final int SELECTION_SECONDS = 60;
  private static final int PAUSE_MILLIS = 5;

  private WriterMain() {}

  /**
   * Writes.
   *
   * @param args the connection string and the collection
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (MongoClient client = client(args[0])) {
      MongoCollection<Document> collection =
          client
              .getDatabase("story")
              .getCollection(args[1])
              .withWriteConcern(
                  WriteConcern.MAJORITY.withWTimeout(SELECTION_SECONDS, TimeUnit.SECONDS));
      Thread reader = Thread.ofPlatform().daemon().start(WriterMain::awaitEndOfInput);
      Set<Long> acknowledged = new TreeSet<>();
      for (long number = 0; reader.isAlive(); number++) {
        if (write(collection, number)) {
          acknowledged.add(number);
        }
        reader.join(PAUSE_MILLIS);
      }
      Set<Long> found = new HashSet<>();
      collection.find().forEach(document -> found.add(document.getLong("_id")));
      acknowledged.removeAll(found);
      acknowledged.forEach(number -> System.out.println("missing " + number));
      System.out.println("done");
    }
  }

  private static boolean write(MongoCollection<Document> collection, long number) {
    try {
      collection.insertOne(new Document("_id", number));
    } catch (MongoException e) {
      System.out.println("failed " + number + " " + e.toString().replace('\n', ' '));
      return false;
    }
    System.out.println("ok " + number + " " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    return true;
  }

  private static MongoClient client(String uri) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .retryWrites(true)
            .applyToClusterSettings(
                c -> c.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
            .build());
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // What is said does not matter.
      }
    } catch (IOException e) {
      // An input that can't be read has ended too.
    }
  }
}
