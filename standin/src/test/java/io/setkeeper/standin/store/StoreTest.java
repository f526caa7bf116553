package io.setkeeper.standin.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.netty.channel.local.LocalChannel;
import io.setkeeper.standin.store.LogEntry.RetryKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Store store = new Store();

  @Test
  void theSameEntriesMakeTheSameDataOnEveryMember() {
    var other = new Store();
    var upsert =
        new Document("update", "c")
            .append(
                "updates",
                List.of(
                    new Document("q", new Document("name", "a"))
                        .append("u", new Document("$set", new Document("n", 1)))
                        .append("upsert", true)));
    var entry = write(upsert, List.of(new ObjectId()), Optional.empty()).encode();
    for (var member : List.of(store, other)) {
      member.apply(LogEntry.decode(ByteBuffer.wrap(entry)), 1);
    }
    assertThat(find(other)).isEqualTo(find(store)).hasSize(1);
  }

  @Test
  void anUpsertTellsTheIdThatTheLogHolds() {
    var id = new ObjectId();
    var upsert =
        new Document("update", "c")
            .append(
                "updates",
                List.of(
                    new Document("q", new Document("name", "a"))
                        .append("u", new Document("name", "b"))
                        .append("upsert", true)));
    var reply = store.apply(write(upsert, List.of(id), Optional.empty()), 1);
    assertThat(Fields.documents(reply, "upserted").getFirst()).containsEntry("_id", id);
  }

  @Test
  void aRetriedWriteIsAnsweredAndNotDoneAgain() {
    var key = Optional.of(new RetryKey("session", 1, 0));
    var increment =
        new Document("update", "c")
            .append(
                "updates",
                List.of(
                    new Document("q", new Document("_id", 1))
                        .append("u", new Document("$inc", new Document("n", 1)))
                        .append("upsert", true)));
    store.apply(write(increment.cloneDeeply(), List.of(), key), 1);
    store.apply(write(increment.cloneDeeply(), List.of(), key), 1);
    assertThat(find(store)).containsExactly(new Document("_id", 1).append("n", 1));
  }

  @Test
  void anOrderedInsertCountsWhatWasDoneBeforeTheDuplicate() {
    var reply = store.apply(insert(1, 2, 1, 3), 1);
    assertThat(reply).containsEntry("n", 2);
  }

  /** A member is added by a reconfig while the primary gives another one its vote. */
  @Test
  void ofTwoConfigsThatWereMadeOfOneTheFirstInTheLogIsTheSets() {
    assertThat(store.apply(config(1, "a:27017"), 1)).containsEntry("ok", 1.0);
    assertThat(store.apply(config(2, "a:27017", "b:27017"), 1)).containsEntry("ok", 1.0);
    assertThat(store.apply(config(2, "a:27017"), 1))
        .containsEntry("ok", 0.0)
        .containsEntry("code", 109);
    assertThat(store.config().orElseThrow().members()).hasSize(2);
    assertThat(store.apply(config(3, "a:27017"), 1)).containsEntry("ok", 1.0);
  }

  private static LogEntry config(int version, String... hosts) {
    List<Document> members = new ArrayList<>();
    for (String host : hosts) {
      members.add(new Document("_id", members.size()).append("host", host));
    }
    return new LogEntry.Config(
        NOW,
        new Document("_id", "rs0")
            .append("version", version)
            .append("term", 1L)
            .append("members", members));
  }

  @Test
  void aSnapshotHoldsDataAndOutcomes(@TempDir Path folder) throws IOException {
    var key = new RetryKey("session", 1, 0);
    store.apply(write(insertOf(1, 2), List.of(), Optional.of(key)), 1);
    store.save(folder.resolve("snapshot"));
    var restored = new Store();
    restored.load(folder.resolve("snapshot"));
    restored.apply(write(insertOf(1, 2), List.of(), Optional.of(key)), 1);
    assertThat(find(restored)).isEqualTo(find(store)).hasSize(2);
  }

  @Test
  void naturalOrderIsThatOfInsertionAlsoAfterARemoval() {
    store.apply(insert(1, 2, 3), 1);
    var delete =
        new Document("delete", "c")
            .append(
                "deletes", List.of(new Document("q", new Document("_id", 1)).append("limit", 1)));
    store.apply(write(delete, List.of(), Optional.empty()), 1);
    store.apply(insert(4), 1);
    assertThat(find(store)).extracting(document -> document.get("_id")).containsExactly(2, 3, 4);
  }

  private static LogEntry insert(Integer... ids) {
    return write(insertOf(ids), List.of(), Optional.empty());
  }

  private static Document insertOf(Integer... ids) {
    var documents = List.of(ids).stream().map(id -> new Document("_id", id)).toList();
    return new Document("insert", "c").append("documents", documents);
  }

  private static LogEntry write(Document command, List<ObjectId> ids, Optional<RetryKey> retry) {
    return new LogEntry.Write(NOW, "test", command, ids, retry);
  }

  private static List<Document> find(Store store) {
    return Fields.firstBatch(
        store.read(new LocalChannel(), "test", "find", new Document("find", "c")));
  }
}
