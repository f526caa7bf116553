package io.setkeeper.mongodb;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mongods that a keeper talks to, each over a connection that is kept as long as it is used.
 * Every address is one to connect to, as seen from here: a pod's IP, not the member's name in the
 * config. No method throws for what a server answers or does not answer; each answers within
 * seconds.
 */
public final class Mongods implements AutoCloseable {
  private final Map<Target, Connection> connections = new ConcurrentHashMap<>();
  private final Optional<Credentials> credentials;
  private final Optional<TlsContext> tls;
  private final Optional<Path> keyFile;
  private final Patience patience;
  private final Function<HostPort, String> nameOf;
  private final Runnable onChange;

  /**
   * Mongods that are near.
   *
   * @param access what the mongods demand
   * @param nameOf the host name that the certificate of the mongod at an address must bear, where
   *     they speak TLS: the member's name in the config, for pods are connected to by their IP
   * @param onChange called, from any thread, when a mongod that is connected comes, goes or says
   *     something new of its set: time to look again
   * @throws IllegalArgumentException when the key file or one of the TLS settings is not what it
   *     should be, with its name and what is wrong
   */
  public Mongods(MongodAccess access, Function<HostPort, String> nameOf, Runnable onChange) {
    this(access, Patience.NEAR, nameOf, onChange);
  }

  /** The same, waited for so long. */
  public Mongods(
      MongodAccess access,
      Patience patience,
      Function<HostPort, String> nameOf,
      Runnable onChange) {
    this.patience = patience;
    Optional<Credentials> key = access.keyFile().map(KeyFile::credentials);
    this.credentials = access.credentials().or(() -> key);
    this.keyFile = access.keyFile();
    this.tls = access.tls().map(TlsContext::of);
    this.nameOf = nameOf;
    this.onChange = onChange;
  }

  /** Mongods that demand neither login nor TLS. */
  public Mongods(Runnable onChange) {
    this(MongodAccess.OPEN, HostPort::host, onChange);
  }

  /** What a mongod answers now, each of five questions in its patience at most. */
  public Mongod ask(HostPort address) {
    return Question.ask(connection(address));
  }

  /**
   * {@code replSetInitiate}.
   *
   * @param configServer for {@code configsvr: true}
   */
  public Outcome initiate(HostPort address, ReplicaSetConfig config, boolean configServer) {
    return Orders.initiate(connection(address), config, configServer);
  }

  /**
   * {@code replSetReconfig}, if the config still has the (term, version) of {@code from}: what
   * differs between the two is changed, everything else in the config stays as it is. Takes 15 s at
   * most.
   */
  public Outcome reconfig(HostPort address, ReplicaSetConfig from, ReplicaSetConfig to) {
    return Orders.reconfig(connection(address), from, to);
  }

  /**
   * {@code replSetReconfig} with {@code force}, if the config still has the (term, version) of
   * {@code from}: skips every safety rule of mongod's, so it is done by a person's order alone.
   */
  public Outcome forceReconfig(HostPort address, ReplicaSetConfig from, ReplicaSetConfig to) {
    return Orders.forceReconfig(connection(address), from, to);
  }

  /** {@code replSetStepUp}: it stands for election now; stale when it did not win. */
  public Outcome stepUp(HostPort address) {
    return Orders.stepUp(connection(address));
  }

  /** {@code replSetStepDown} for 60 s, never forced. */
  public Outcome stepDown(HostPort address) {
    return Orders.stepDown(connection(address));
  }

  /**
   * Keeps an eye on a mongod without asking it anything: from now on {@code onChange} is called
   * when it comes or goes, at once where its process ends or its sockets are closed, after 10 s
   * where it falls silent. Stays until {@link #keepOnly} leaves it out.
   */
  public void watch(HostPort address) {
    connection(address);
  }

  /** Whether the last that was seen of a mongod that is watched or asked is that it answers. */
  public boolean isConnected(HostPort address) {
    return open(address).anyMatch(Connection::isConnected);
  }

  /**
   * Whether the mongod demands a login and does not know the user, as it showed when it was asked
   * last: it was asked by the key file or, on loopback, under the localhost exception, and then has
   * no user at all. On a writable primary it is time for {@link #ensureUser}. An arbiter knows no
   * user ever, and lacks none.
   */
  public boolean lacksUser(HostPort address) {
    return open(address).anyMatch(c -> !c.isArbiter() && (c.isGuest() || c.isPeer()));
  }

  /**
   * Whether the last that was heard of a mongod that is watched or asked is that it is an arbiter:
   * it tells that to who may not log in, too.
   */
  public boolean isArbiter(HostPort address) {
    return open(address).anyMatch(Connection::isArbiter);
  }

  /**
   * Creates the user of the credentials, with the role root, where the mongod is the writable
   * primary of a set that has no user yet, by the key file or over MongoDB's localhost exception.
   * Done where the login is accepted already; stale where there is no primary yet.
   */
  public Outcome ensureUser(HostPort address) {
    Connection mongod = connection(address);
    Optional<Outcome> outcome = credentials.map(user -> Users.ensure(mongod, user));
    if (outcome.filter(o -> o instanceof Outcome.Done).isPresent()) {
      mongod.userIsCreated();
    }
    return outcome.orElseGet(
        () -> new Outcome.Refused("there is no user to create: none is named"));
  }

  /** Closes the connections to all others. */
  public void keepOnly(Set<HostPort> addresses) {
    connections
        .values()
        .removeIf(
            connection -> {
              boolean unused = !addresses.contains(connection.address());
              if (unused) {
                connection.close();
              }
              return unused;
            });
  }

  @Override
  public void close() {
    keepOnly(Set.of());
  }

  private Stream<Connection> open(HostPort address) {
    return connections.values().stream().filter(c -> c.address().equals(address));
  }

  private Connection connection(HostPort address) {
    return connections.computeIfAbsent(
        new Target(address, nameOf.apply(address)),
        target ->
            new Connection(
                target, patience, credentials, tls.map(TlsContext::renewed), keyFile, onChange));
  }
}
