package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.local.LocalChannel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A snapshot on disk: BSON documents one after the other, a head, the sessions, then each
 * collection followed by its documents in natural order, and an end, so that half a file is known.
 */
final class SnapshotFile {
  private static final LocalChannel NOBODY = new LocalChannel();

  private SnapshotFile() {}

  static void write(Path file, Document head, List<Document> sessions, StoreBackend backend)
      throws IOException {
    try (var raw = new FileOutputStream(file.toFile());
        var out = new BufferedOutputStream(raw, 1 << 16)) {
      put(out, new Document("head", head));
      for (var session : sessions) {
        put(out, new Document("session", session));
      }
      for (var database : backend.databaseNames()) {
        for (var collection : collections(backend, database)) {
          writeCollection(out, backend, database, collection);
        }
      }
      put(out, new Document("end", true));
      out.flush();
      raw.getFD().sync();
    }
  }

  private static void writeCollection(
      OutputStream out, StoreBackend backend, String database, String name) throws IOException {
    var indexes = batch(run(backend, database, new Document("listIndexes", name)));
    put(out, new Document("db", database).append("collection", name).append("indexes", indexes));
    var collection = backend.resolveDatabase(database).resolveCollection(name, true);
    for (var document : collection.queryAll()) {
      put(out, new Document("d", document));
    }
  }

  /** Fills an empty backend and answers the head. */
  static Document read(Path file, StoreBackend backend, List<Document> sessions)
      throws IOException {
    Document head = new Document();
    String database = "";
    String name = "";
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        var next = get(in);
        switch (next.keySet().iterator().next()) {
          case "head" -> head = Fields.document(next, "head");
          case "session" -> sessions.add(Fields.document(next, "session"));
          case "db" -> {
            database = Fields.text(next, "db");
            name = Fields.text(next, "collection");
            backend.resolveDatabase(database).createCollectionOrThrowIfExists(name);
            var indexes =
                new Document("createIndexes", name).append("indexes", next.get("indexes"));
            run(backend, database, indexes);
          }
          case "d" ->
              backend
                  .resolveDatabase(database)
                  .resolveCollection(name, true)
                  .addDocument(Fields.document(next, "d"));
          case "end" -> {
            return head;
          }
          default -> throw new IOException("not a snapshot: " + file);
        }
      }
    }
  }

  static List<String> collections(StoreBackend backend, String database) {
    return batch(run(backend, database, new Document("listCollections", 1))).stream()
        .map(collection -> Fields.text(collection, "name"))
        .filter(name -> !name.startsWith("system."))
        .toList();
  }

  private static Document run(StoreBackend backend, String database, Document command) {
    return backend
        .resolveDatabase(database)
        .handleCommand(
            NOBODY,
            command.keySet().iterator().next(),
            command,
            backend::resolveDatabase,
            de.bwaldvogel.mongo.oplog.NoopOplog.get());
  }

  private static List<Document> batch(Document reply) {
    return Fields.firstBatch(reply);
  }

  private static void put(OutputStream out, Document document) throws IOException {
    out.write(Bson.encode(document));
  }

  private static Document get(DataInputStream in) throws IOException {
    int length = Integer.reverseBytes(in.readInt());
    byte[] bytes = new byte[length];
    bytes[0] = (byte) length;
    bytes[1] = (byte) (length >> 8);
    bytes[2] = (byte) (length >> 16);
    bytes[3] = (byte) (length >> 24);
    in.readFully(bytes, 4, length - 4);
    return Bson.decode(bytes);
  }
}
