package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import java.util.List;

/** All databases of one member. Not safe for use without {@link Store}'s lock. */
final class StoreBackend extends AbstractMongoBackend {
  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StoreDatabase(name, getCursorRegistry());
  }

  /** The names of the databases that hold anything, sorted. */
  List<String> databaseNames() {
    return listDatabaseNames().stream().sorted().toList();
  }
}
