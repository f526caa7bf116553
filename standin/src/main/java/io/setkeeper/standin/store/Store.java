package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.channel.Channel;
import io.setkeeper.standin.replset.DefaultConcerns;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.OpTime;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member's data and how far it is in the log. Entries are applied one after the other; reads
 * run beside each other, never beside an apply.
 */
public final class Store {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private StoreBackend backend = new StoreBackend();
  private Statements statements = new Statements(backend);
  private final Outcomes outcomes = new Outcomes();
  private volatile Optional<ReplicaSetConfig> config = Optional.empty();
  private volatile DefaultConcerns defaults = DefaultConcerns.IMPLICIT;
  private volatile Applied applied = new Applied(OpTime.NONE, Instant.EPOCH);

  /** The last applied entry's place and the primary's clock when it wrote it. */
  public record Applied(OpTime opTime, Instant at) {}

  /** Applies the next entry of the log and answers what the client is to be told. */
  public Document apply(LogEntry entry, long term) {
    lock.writeLock().lock();
    try {
      var reply =
          switch (entry) {
            case LogEntry.Write write -> applyWrite(write);
            case LogEntry.Config replicated ->
                applyConfig(ReplicaSetConfig.fromStored(replicated.config()));
            case LogEntry.Defaults(_, var concerns) -> {
              defaults = DefaultConcerns.fromStored(concerns);
              yield new Document("ok", 1.0);
            }
            case LogEntry.Noop _ -> new Document("ok", 1.0);
          };
      applied = new Applied(next(applied.opTime(), entry.at(), term), entry.at());
      return reply.append("operationTime", applied.opTime().ts());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Timestamps rise strictly, whatever the primaries' clocks do. */
  public static OpTime next(OpTime last, Instant at, long term) {
    int seconds = Math.max((int) at.getEpochSecond(), last.ts().getTime());
    int increment = seconds == last.ts().getTime() ? last.ts().getInc() + 1 : 1;
    return new OpTime(new BsonTimestamp(((long) seconds << 32) | increment), term);
  }

  /**
   * A reconfig and a primary's own, which gives a newly added member its vote, may both be made of
   * the same config. mongod makes one after the other; here the first in the log is the set's.
   */
  private Document applyConfig(ReplicaSetConfig next) {
    if (config.filter(there -> there.version().compareTo(next.version()) >= 0).isPresent()) {
      return Failures.reply(
          MongoError.CONFIGURATION_IN_PROGRESS.code(),
          MongoError.CONFIGURATION_IN_PROGRESS.codeName(),
          "another reconfiguration came first: the config is %s already"
              .formatted(config.orElseThrow().version()));
    }
    config = Optional.of(next);
    return new Document("ok", 1.0);
  }

  private Document applyWrite(LogEntry.Write write) {
    try {
      var earlier = write.retry().flatMap(outcomes::find);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      // Cloned: a reply may hold documents that the next entry changes.
      var reply = statements.execute(write.database(), write.command(), write.ids()).cloneDeeply();
      write.retry().ifPresent(key -> outcomes.remember(key, reply));
      return reply;
    } catch (MongoServerException e) {
      return Failures.reply(e);
    } catch (RuntimeException e) {
      LOG.error("cannot apply {}", write.command().keySet(), e);
      return Failures.reply(8, "UnknownError", "Unknown error: " + e);
    }
  }

  /**
   * Runs a command that only reads.
   *
   * @throws MongoServerException when it is refused
   */
  public Document read(Channel channel, String database, String name, Document command) {
    lock.readLock().lock();
    try {
      return backend.handleCommand(channel, database, name, command).cloneDeeply();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** How far this member has applied the log. */
  public Applied applied() {
    return applied;
  }

  /** The config that the log or a snapshot holds. */
  public Optional<ReplicaSetConfig> config() {
    return config;
  }

  /** What setDefaultRWConcern last set. */
  public DefaultConcerns defaults() {
    return defaults;
  }

  /** Whether there is any data that a user wrote, config and admin databases aside. */
  public boolean hasUserData() {
    lock.readLock().lock();
    try {
      return backend.databaseNames().stream()
          .anyMatch(name -> !List.of("admin", "config", "local").contains(name));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** How many collections users made: those of admin, config and local are not counted. */
  public int userCollections() {
    lock.readLock().lock();
    try {
      return backend.databaseNames().stream()
          .filter(name -> !List.of("admin", "config", "local").contains(name))
          .mapToInt(name -> SnapshotFile.collections(backend, name).size())
          .sum();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The databases that have collections, sorted. */
  public List<String> databaseNames() {
    lock.readLock().lock();
    try {
      return backend.databaseNames();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Writes everything into a file. */
  public void save(Path file) throws IOException {
    lock.readLock().lock();
    try {
      var head =
          new Document("ts", applied.opTime().ts())
              .append("t", applied.opTime().term())
              .append("at", applied.at());
      config.ifPresent(known -> head.append("config", known.toStoredDocument()));
      defaults.toStoredDocument().ifPresent(document -> head.append("defaults", document));
      SnapshotFile.write(file, head, outcomes.dump().toList(), backend);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Becomes what {@link #save} wrote. */
  public void load(Path file) throws IOException {
    var fresh = new StoreBackend();
    var sessions = new ArrayList<Document>();
    var head = SnapshotFile.read(file, fresh, sessions);
    lock.writeLock().lock();
    try {
      backend = fresh;
      statements = new Statements(fresh);
      outcomes.restore(sessions);
      config = Fields.find(head, "config", Document.class).map(ReplicaSetConfig::fromStored);
      defaults =
          Fields.find(head, "defaults", Document.class)
              .map(DefaultConcerns::fromStored)
              .orElse(DefaultConcerns.IMPLICIT);
      var opTime =
          new OpTime(Fields.need(head, "ts", BsonTimestamp.class), Fields.number(head, "t"));
      applied = new Applied(opTime, Fields.need(head, "at", Instant.class));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets everything: the log is about to be applied from its beginning. */
  public void clear() {
    lock.writeLock().lock();
    try {
      backend = new StoreBackend();
      statements = new Statements(backend);
      outcomes.restore(List.of());
      config = Optional.empty();
      defaults = DefaultConcerns.IMPLICIT;
      applied = new Applied(OpTime.NONE, Instant.EPOCH);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
