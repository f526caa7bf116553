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
  /** How long a connection may take to be opened. */
  static final Duration OPEN = Duration.ofSeconds(1);

  /** How long the answer to a question may take. */
  static final Duration ANSWER = Duration.ofSeconds(2);

  /** The same over a port that an API server forwards, at the end of a slow line. */
  private static final Duration FAR = Duration.ofSeconds(10);

  private static final Duration DONE = Orders.RECONFIG.plusSeconds(5);

  private Clients() {}

  /**
   * A client that speaks to this mongod alone.
   *
   * @param credentials empty for one that does not log in
   */
  static MongoClient open(
      Target target,
      Optional<Credentials> credentials,
      Optional<TlsContext> tls,
      ServerListener listener) {
    MongoClientSettings.Builder settings =
        settings(target, tls, OPEN, listener)
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
        settings(target, tls, FAR, listener)
            .applyToServerSettings(
                server -> server.heartbeatFrequency(every.toMillis(), MILLISECONDS))
            .build());
  }

  private static MongoClientSettings.Builder settings(
      Target target, Optional<TlsContext> tls, Duration open, ServerListener listener) {
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
                        .serverSelectionTimeout(ANSWER.toMillis(), MILLISECONDS))
            .applyToServerSettings(server -> server.addServerListener(listener))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(open.toMillis(), MILLISECONDS)
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
