package io.setkeeper.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerListener;
import io.setkeeper.core.model.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A direct connection to one mongod. The driver's own heartbeat tells when it changes: pushed by
 * the server as it happens, from 4.4 on.
 *
 * <p>Where the mongod is on loopback and does not know the user yet, commands are sent without a
 * login: MongoDB's localhost exception allows a few of them as long as there is no user at all
 * (manual: localhost exception; recorded: with_keyfile). The first that it refuses is tried with
 * the login again, so the exception is left as soon as there is a user.
 *
 * <p>Where the set's key file is given, a mongod that does not know the user is spoken to by that
 * key instead, wherever it is and about everything. When it says something new of its set, it may
 * know the user by now, and the user's login is tried again.
 */
final class Connection implements Commands, AutoCloseable {
  private final Target target;
  private final Patience patience;
  private final Optional<TlsContext> tls;
  private final Optional<Path> keyFile;
  private final MongoClient client;
  private volatile @Nullable MongoClient guest;
  private volatile @Nullable MongoClient peer;
  private volatile boolean userMayBeKnown;
  private volatile boolean connected;
  private volatile boolean inNoSet;
  private volatile boolean arbiter;
  private volatile @Nullable Throwable trouble;

  /**
   * @param keyFile the key to speak by where the user is not known; empty where it is not given
   * @param onChange called from a thread of the driver when the mongod comes, goes, or says
   *     something new of its set
   */
  Connection(
      Target target,
      Patience patience,
      Optional<Credentials> credentials,
      Optional<TlsContext> tls,
      Optional<Path> keyFile,
      Runnable onChange) {
    this.target = target;
    this.patience = patience;
    this.tls = tls;
    this.keyFile = keyFile;
    this.client = Clients.open(target, patience, credentials, tls, listener(onChange));
  }

  @Override
  public BsonDocument ask(String database, BsonDocument command) {
    if (!connected) {
      knock();
    }
    return run(
        to ->
            to.getDatabase(database)
                .withTimeout(patience.answer().toMillis(), TimeUnit.MILLISECONDS)
                .runCommand(command, BsonDocument.class));
  }

  @Override
  public BsonDocument tell(BsonDocument command) {
    return run(to -> to.getDatabase("admin").runCommand(command, BsonDocument.class));
  }

  @Override
  public boolean isGuest() {
    return guest != null;
  }

  @Override
  public boolean isPeer() {
    return peer != null;
  }

  @Override
  public boolean isArbiter() {
    return arbiter;
  }

  /** A user was created: its login is tried again. */
  void userIsCreated() {
    userMayBeKnown = true;
  }

  /** Whether the driver's last heartbeat was answered. */
  boolean isConnected() {
    return connected;
  }

  HostPort address() {
    return target.address();
  }

  @Override
  public void close() {
    client.close();
    leaveAsGuest();
    leaveAsPeer();
  }

  private BsonDocument run(Function<MongoClient, BsonDocument> command) {
    try {
      if (userMayBeKnown) {
        userMayBeKnown = false;
        leaveAsPeer();
      }
      MongoClient byKey = peer;
      if (byKey != null) {
        return command.apply(byKey);
      }
      MongoClient without = guest;
      return without == null ? asUser(command) : asGuest(without, command);
    } catch (MongoTimeoutException e) {
      // The driver's words list its whole view; what its heartbeat met is what a person looks for.
      Throwable met = trouble;
      throw met instanceof MongoException ? new Unreached(met, tls.isPresent(), e) : e;
    }
  }

  private BsonDocument asUser(Function<MongoClient, BsonDocument> command) {
    try {
      return command.apply(client);
    } catch (MongoSecurityException e) {
      if (Failures.isWrongLogin(e) && keyFile.isPresent()) {
        return asPeer(keyFile.get(), command);
      }
      if (!Failures.isWrongLogin(e)) {
        throw e;
      }
      if (!isLoopback()) {
        throw explained(e);
      }
      MongoClient without =
          Clients.open(target, patience, Optional.empty(), tls, new ServerListener() {});
      guest = without;
      return asGuest(without, command);
    }
  }

  private BsonDocument asPeer(Path file, Function<MongoClient, BsonDocument> command) {
    MongoClient byKey =
        Clients.open(target, patience, Optional.of(key(file)), tls, new ServerListener() {});
    try {
      BsonDocument reply = command.apply(byKey);
      peer = byKey;
      return reply;
    } catch (MongoSecurityException wrongKey) {
      byKey.close();
      throw KeyFile.unusable("it accepts neither the keeper's user nor the key of " + file);
    } catch (MongoCommandException refused) {
      peer = byKey;
      throw refused;
    } catch (MongoException unanswered) {
      byKey.close();
      throw unanswered;
    }
  }

  private static Credentials key(Path file) {
    try {
      return KeyFile.credentials(file);
    } catch (IllegalArgumentException e) {
      throw KeyFile.unusable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * With what a person can do, where it is in no set, as its hello says, which needs no login: it
   * has no config, or one in which it is no member.
   */
  private MongoSecurityException explained(MongoSecurityException wrongLogin) {
    return inNoSet ? KeyFile.missing(wrongLogin) : wrongLogin;
  }

  private void leaveAsPeer() {
    MongoClient byKey = peer;
    peer = null;
    if (byKey != null) {
      byKey.close();
    }
  }

  /** Nothing was done where it says 13, so the same may be sent again with the login. */
  private BsonDocument asGuest(MongoClient without, Function<MongoClient, BsonDocument> command) {
    try {
      return command.apply(without);
    } catch (MongoCommandException refused) {
      if (refused.getErrorCode() != Codes.UNAUTHORIZED) {
        throw refused;
      }
      try {
        BsonDocument reply = command.apply(client);
        leaveAsGuest();
        return reply;
      } catch (MongoSecurityException wrongLogin) {
        if (Failures.demandsLogin(refused)) {
          leaveAsGuest();
          throw explained(wrongLogin);
        }
        throw refused;
      }
    }
  }

  private void leaveAsGuest() {
    MongoClient without = guest;
    guest = null;
    if (without != null) {
      without.close();
    }
  }

  private boolean isLoopback() {
    InetSocketAddress at = new InetSocketAddress(target.address().host(), target.address().port());
    return !at.isUnresolved() && at.getAddress().isLoopbackAddress();
  }

  /**
   * Opens a connection and closes it: the driver itself would go on trying until its time is up,
   * and a refused connection is to be told from silence.
   */
  private void knock() throws MongoException {
    HostPort address = target.address();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.host(), address.port()), (int) patience.open().toMillis());
    } catch (IOException e) {
      throw new MongoSocketOpenException(
          "%s: %s".formatted(address, Objects.requireNonNullElse(e.getMessage(), "no answer")),
          new ServerAddress(address.host(), address.port()),
          e);
    }
  }

  private ServerListener listener(Runnable onChange) {
    return new ServerListener() {
      @Override
      public void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
        connected = event.getNewDescription().isOk();
        if (connected) {
          inNoSet = event.getNewDescription().getType() == ServerType.REPLICA_SET_GHOST;
          arbiter = event.getNewDescription().getType() == ServerType.REPLICA_SET_ARBITER;
        }
        trouble = event.getNewDescription().getException();
        if (differ(event.getPreviousDescription(), event.getNewDescription())) {
          userMayBeKnown = true;
          onChange.run();
        }
      }
    };
  }

  private static boolean differ(ServerDescription before, ServerDescription after) {
    return before.isOk() != after.isOk()
        || before.getType() != after.getType()
        || !Objects.equals(before.getSetVersion(), after.getSetVersion())
        || !Objects.equals(before.getPrimary(), after.getPrimary())
        || !before.getHosts().equals(after.getHosts())
        || !before.getPassives().equals(after.getPassives());
  }
}
