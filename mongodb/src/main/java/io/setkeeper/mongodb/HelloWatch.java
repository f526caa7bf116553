package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerListener;
import io.setkeeper.core.model.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows what one mongod says of its set in hello, which it says to everybody: no login is needed.
 * It is pushed by the server as it happens, from 4.4 on, and asked for every two seconds before.
 */
public final class HelloWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final MongoClient client;

  /** What is heard of the mongod. */
  public sealed interface News {
    /**
     * Its hello.
     *
     * @param set the set that it is in; empty where it is in none
     * @param configVersion that of the config that it has, 0 where it has none
     * @param self the member that it is
     * @param members those that clients are told of: all but the hidden ones, sorted
     * @param primary whom it takes for the primary
     * @param writable whether it is the primary itself
     */
    record Hello(
        Optional<String> set,
        int configVersion,
        Optional<HostPort> self,
        List<HostPort> members,
        Optional<HostPort> primary,
        boolean writable)
        implements News {
      public Hello {
        members = List.copyOf(members);
      }
    }

    /** It does not answer. */
    record Silence(String why) implements News {}
  }

  /**
   * Begins to watch.
   *
   * @param address where it is reached, as seen from here
   * @param name the host name that its certificate must bear, where it speaks TLS
   * @param access of which the login is not used
   * @param heard called from any thread, whenever it says something new, goes, or comes back
   * @throws IllegalArgumentException when one of the TLS settings is not what it should be
   */
  public HelloWatch(HostPort address, String name, MongodAccess access, Consumer<News> heard) {
    Optional<TlsContext> tls = access.tls().map(TlsContext::of);
    this.client =
        Clients.watch(new Target(address, name), tls, EVERY, listener(tls.isPresent(), heard));
  }

  private static ServerListener listener(boolean overTls, Consumer<News> heard) {
    return new ServerListener() {
      @Override
      public void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
        ServerDescription now = event.getNewDescription();
        Throwable met = now.getException();
        if (now.isOk()) {
          heard.accept(hello(now));
        } else if (met instanceof MongoException e) {
          MongoException why = Failures.answered(e) ? e : new Unreached(e, overTls);
          heard.accept(new News.Silence(Failures.words(why)));
        } else if (met != null) {
          heard.accept(new News.Silence(met.toString()));
        }
      }
    };
  }

  private static News.Hello hello(ServerDescription now) {
    TreeSet<String> members = new TreeSet<>(now.getHosts());
    members.addAll(now.getPassives());
    members.addAll(now.getArbiters());
    return new News.Hello(
        Optional.ofNullable(now.getSetName()),
        Objects.requireNonNullElse(now.getSetVersion(), 0),
        host(now.getCanonicalAddress()).findFirst(),
        members.stream().flatMap(HelloWatch::host).toList(),
        host(now.getPrimary()).findFirst(),
        now.isPrimary());
  }

  private static Stream<HostPort> host(@Nullable String text) {
    return text == null ? Stream.empty() : Stream.of(HostPort.parse(text));
  }

  @Override
  public void close() {
    client.close();
  }
}
