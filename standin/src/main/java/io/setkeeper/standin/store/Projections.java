package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.local.LocalChannel;
import java.util.List;

/** Applies a projection to one document. */
final class Projections {
  private Projections() {}

  /** The document as {@code find} with this projection would show it. */
  static Document project(Document document, Document fields) {
    var scratch = new StoreBackend();
    var collection = scratch.resolveDatabase("scratch").createCollectionOrThrowIfExists("one");
    collection.insertDocuments(List.of(document.cloneDeeply()));
    var find = new Document("find", "one").append("projection", fields);
    var reply = scratch.handleCommand(new LocalChannel(), "scratch", "find", find);
    return Fields.firstBatch(reply).getFirst();
  }
}
