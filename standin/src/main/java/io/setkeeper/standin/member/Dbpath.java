package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.store.Bson;
import io.setkeeper.standin.store.Fields;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one member's data: a lock, the id of this life of it, the last config, the log.
 * Files are replaced by rename, after they are on disk.
 */
public final class Dbpath implements AutoCloseable {
  /** Another process has the folder. */
  public static final class InUse extends Exception {
    InUse(Path folder) {
      super("DBPathInUse: Unable to lock the lock file: " + folder.resolve("mongod.lock"));
    }
  }

  /**
   * What a member must remember to be one again.
   *
   * @param config the last config that it got
   * @param founders the Raft group's first members, when it was there at the beginning
   * @param synced whether its initial sync is done
   */
  record Saved(ReplicaSetConfig config, List<Peer> founders, boolean synced) {
    Saved withConfig(ReplicaSetConfig next) {
      return new Saved(next, founders, synced);
    }

    Saved synchronised() {
      return new Saved(config, founders, true);
    }
  }

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final String node;

  private Dbpath(Path folder, FileChannel channel, FileLock lock) throws IOException {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
    this.node = readOrMakeNode();
  }

  /**
   * Takes the folder.
   *
   * @throws InUse when another process has it
   * @throws IOException when it is not there or not writable
   */
  public static Dbpath open(Path folder) throws IOException, InUse {
    var channel =
        FileChannel.open(
            folder.resolve("mongod.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // somebody else in this process
    }
    if (lock == null) {
      channel.close();
      throw new InUse(folder);
    }
    return new Dbpath(folder, channel, lock);
  }

  private String readOrMakeNode() throws IOException {
    var file = folder.resolve("node");
    if (!Files.exists(file)) {
      write(file, new ObjectId().getHexData().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    return Files.readString(file);
  }

  /** The id of this life of the data: a folder that was emptied gets another. */
  String node() {
    return node;
  }

  /** Where the log is. */
  Path log() {
    return folder.resolve("raft");
  }

  Optional<Saved> load() throws IOException {
    var file = folder.resolve("replset.bson");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var document = Bson.decode(Files.readAllBytes(file));
    return Optional.of(
        new Saved(
            ReplicaSetConfig.fromStored(Fields.document(document, "config")),
            peers(Fields.documents(document, "founders")),
            Fields.isTrue(document, "synced")));
  }

  void save(Saved saved) throws IOException {
    var document =
        new Document("config", saved.config().toStoredDocument())
            .append("founders", documents(saved.founders()))
            .append("synced", saved.synced());
    write(folder.resolve("replset.bson"), Bson.encode(document));
  }

  static List<Document> documents(List<Peer> peers) {
    return peers.stream()
        .map(
            peer ->
                new Document("id", peer.id())
                    .append("address", peer.address())
                    .append("priority", peer.priority()))
        .toList();
  }

  static List<Peer> peers(List<Document> documents) {
    return documents.stream()
        .map(
            peer ->
                new Peer(
                    Fields.text(peer, "id"),
                    Fields.text(peer, "address"),
                    (int) Fields.number(peer, "priority")))
        .toList();
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try (var out =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = java.nio.ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    }
  }
}
