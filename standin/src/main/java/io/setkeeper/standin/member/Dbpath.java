package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
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
   * @param group the Raft group that it takes part in
   * @param synced whether its initial sync is done
   */
  record Saved(ReplicaSetConfig config, Group group, boolean synced) {
    Saved withConfig(ReplicaSetConfig next) {
      return new Saved(next, group, synced);
    }

    Saved withGroup(Group other) {
      return group.id().equals(other.id()) ? this : new Saved(config, other, synced);
    }

    Saved synchronised() {
      return new Saved(config, group, true);
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

  /** Where the group's log is. A group that was left stays beside it, as rolled back data does. */
  Path log(Saved saved) {
    return folder.resolve(saved.group().folder(saved.config()));
  }

  Optional<Saved> load() throws IOException {
    var file = folder.resolve("replset.bson");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var document = Bson.decode(Files.readAllBytes(file));
    var config = ReplicaSetConfig.fromStored(Fields.document(document, "config"));
    return Optional.of(
        new Saved(config, Group.in(document, config), Fields.isTrue(document, "synced")));
  }

  void save(Saved saved) throws IOException {
    var document =
        new Document("config", saved.config().toStoredDocument()).append("synced", saved.synced());
    saved.group().addTo(document);
    write(folder.resolve("replset.bson"), Bson.encode(document));
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
