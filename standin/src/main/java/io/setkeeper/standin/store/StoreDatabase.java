package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import java.util.List;

/** A database of {@link StoreCollection}s. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Integer> {
  StoreDatabase(String name, CursorRegistry cursors) {
    super(name, cursors);
    initializeNamespacesAndIndexes();
  }

  @Override
  protected MongoCollection<Integer> openOrCreateCollection(
      String name, CollectionOptions options) {
    return new StoreCollection(this, name, options, cursorRegistry);
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new MemoryUniqueIndex(name, keys, sparse);
  }

  @Override
  protected long getStorageSize() {
    return 0;
  }

  @Override
  protected long getFileSize() {
    return 0;
  }
}
