package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose natural order is the order of insertion, with positions that are never used
 * twice. mongo-java-server's own fills gaps again, so that a member restored from a snapshot would
 * find another "first" document than the others.
 */
final class StoreCollection extends AbstractSynchronizedMongoCollection<Integer> {
  private final TreeMap<Integer, Document> documents = new TreeMap<>();
  private int nextPosition;
  private int dataSize;

  StoreCollection(
      MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
    super(database, name, options, cursors);
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    var ordered = isNaturalDescending(orderBy) ? documents.descendingMap() : documents;
    return matchDocumentsFromStream(
        ordered.values().stream(), query, orderBy, skip, limit, batchSize, projection);
  }

  /** An index answers in the order of a hash table: sorted here, so that all members agree. */
  @Override
  protected QueryResult matchDocuments(
      Document query,
      Iterable<Integer> positions,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    Stream<Document> found =
        StreamSupport.stream(positions.spliterator(), false).sorted().map(this::getDocument);
    return matchDocumentsFromStream(found, query, orderBy, skip, limit, batchSize, projection);
  }

  @Override
  protected Document getDocument(Integer position) {
    return Objects.requireNonNull(documents.get(position));
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    Integer position = nextPosition++;
    documents.put(position, document);
    return position;
  }

  @Override
  protected void removeDocument(Integer position) {
    documents.remove(position);
  }

  @Override
  protected @Nullable Integer findDocumentPosition(Document document) {
    return documents.entrySet().stream()
        .filter(entry -> entry.getValue().equals(document))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    return documents.entrySet().stream()
        .map(entry -> new DocumentWithPosition<>(entry.getValue(), entry.getKey()));
  }

  @Override
  protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
    // documents are updated in place
  }

  @Override
  public synchronized int count() {
    return documents.size();
  }

  @Override
  protected void updateDataSize(int delta) {
    dataSize += delta;
  }

  @Override
  protected int getDataSize() {
    return dataSize;
  }
}
