package io.setkeeper.mongodb;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerListener;
import io.setkeeper.core.model.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/**
 * A direct connection to one mongod. The driver's own heartbeat tells when it changes: pushed by
 * the server as it happens, from 4.4 on.
 */
final class Connection implements Commands, AutoCloseable {
  private static final Duration OPEN = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration DONE = Orders.RECONFIG.plusSeconds(5);

  private final HostPort address;
  private final MongoClient client;
  private volatile boolean connected;

  /**
   * @param onChange called from a thread of the driver when the mongod comes, goes, or says
   *     something new of its set
   */
  Connection(HostPort address, Runnable onChange) {
    this.address = address;
    this.client = MongoClients.create(settings(onChange));
  }

  @Override
  public BsonDocument ask(String database, BsonDocument command) {
    if (!connected) {
      knock();
    }
    return client
        .getDatabase(database)
        .withTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
        .runCommand(command, BsonDocument.class);
  }

  @Override
  public BsonDocument tell(BsonDocument command) {
    return client.getDatabase("admin").runCommand(command, BsonDocument.class);
  }

  /** Whether the driver's last heartbeat was answered. */
  boolean isConnected() {
    return connected;
  }

  @Override
  public void close() {
    client.close();
  }

  /**
   * Opens a connection and closes it: the driver itself would go on trying until its time is up,
   * and a refused connection is to be told from silence.
   */
  private void knock() throws MongoException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), (int) OPEN.toMillis());
    } catch (IOException e) {
      throw new MongoSocketOpenException(
          "%s: %s".formatted(address, Objects.requireNonNullElse(e.getMessage(), "no answer")),
          new ServerAddress(address.host(), address.port()),
          e);
    }
  }

  private MongoClientSettings settings(Runnable onChange) {
    ServerListener listener = listener(onChange);
    return MongoClientSettings.builder()
        .applicationName("setkeeper")
        .retryReads(false)
        .retryWrites(false)
        .applyToClusterSettings(
            cluster ->
                cluster
                    .mode(ClusterConnectionMode.SINGLE)
                    .hosts(List.of(new ServerAddress(address.host(), address.port())))
                    .serverSelectionTimeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS))
        .applyToServerSettings(
            server ->
                server
                    .minHeartbeatFrequency(100, TimeUnit.MILLISECONDS)
                    .addServerListener(listener))
        .applyToSocketSettings(
            socket ->
                socket
                    .connectTimeout(OPEN.toMillis(), TimeUnit.MILLISECONDS)
                    .readTimeout(DONE.toMillis(), TimeUnit.MILLISECONDS))
        .applyToConnectionPoolSettings(pool -> pool.maxSize(2).minSize(0))
        .build();
  }

  private ServerListener listener(Runnable onChange) {
    return new ServerListener() {
      @Override
      public void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
        connected = event.getNewDescription().isOk();
        if (differ(event.getPreviousDescription(), event.getNewDescription())) {
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
