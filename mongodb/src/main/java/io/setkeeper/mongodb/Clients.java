package io.setkeeper.mongodb;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.SslSettings;
import com.mongodb.event.ServerListener;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the driver's client for one mongod. */
final class Clients {
  private static final Duration DONE = Orders.RECONFIG.plusSeconds(5);

  private Clients() {}

  /**
   * A client that speaks to this mongod alone.
   *
   * @param credentials empty for one that does not log in
   */
  static MongoClient open(
      Target target,
      Patience patience,
      Optional<Credentials> credentials,
      Optional<TlsContext> tls,
      ServerListener listener) {
    MongoClientSettings.Builder settings =
        settings(target, tls, patience, listener)
            .applyToServerSettings(server -> server.minHeartbeatFrequency(100, MILLISECONDS));
    credentials.ifPresent(user -> settings.credential(user.forDriver()));
    return MongoClients.create(settings.build());
  }

  /**
   * A client that asks nothing but what the driver asks by itself, from far away perhaps.
   *
   * @param every how often it tries a mongod that is away
   */
  static MongoClient watch(
      Target target, Optional<TlsContext> tls, Duration every, ServerListener listener) {
    return MongoClients.create(
        settings(target, tls, Patience.FAR, listener)
            .applyToServerSettings(
                server -> server.heartbeatFrequency(every.toMillis(), MILLISECONDS))
            .build());
  }

  private static MongoClientSettings.Builder settings(
      Target target, Optional<TlsContext> tls, Patience patience, ServerListener listener) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applicationName("setkeeper")
            .retryReads(false)
            .retryWrites(false)
            .inetAddressResolver(host -> List.of(addressOf(target)))
            .applyToClusterSettings(
                cluster ->
                    cluster
                        .mode(ClusterConnectionMode.SINGLE)
                        .hosts(List.of(new ServerAddress(target.name(), target.address().port())))
                        .serverSelectionTimeout(patience.answer().toMillis(), MILLISECONDS))
            .applyToServerSettings(server -> server.addServerListener(listener))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(patience.open().toMillis(), MILLISECONDS)
                        .readTimeout(DONE.toMillis(), MILLISECONDS))
            .applyToConnectionPoolSettings(pool -> pool.maxSize(2).minSize(0));
    tls.ifPresent(t -> settings.applyToSslSettings(ssl -> apply(t, ssl)));
    return settings;
  }

  private static void apply(TlsContext tls, SslSettings.Builder ssl) {
    ssl.enabled(true)
        .invalidHostNameAllowed(tls.settings().allowInvalidHostnames())
        .context(tls.context());
  }

  /** The address under the name that its certificate is held against. */
  private static InetAddress addressOf(Target target) throws UnknownHostException {
    byte[] address = InetAddress.getByName(target.address().host()).getAddress();
    return InetAddress.getByAddress(target.name(), address);
  }
}
