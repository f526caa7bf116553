package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks every other member how it is, each on a virtual thread of its own: once an interval, and at
 * once when there is something new to tell or when a connection ends.
 */
final class Heartbeats implements AutoCloseable {
  /** What is asked and what is made of the answer. */
  interface Exchange {
    /** The command for this member. */
    Document ask(String host);

    /** It answered. */
    void answered(String host, Document reply, long millis);

    /** It did not. */
    void failed(String host, String why);

    /** How long to wait between two heartbeats. */
    Duration interval();

    /** How long to wait for an answer. */
    Duration timeout();
  }

  private static final class Beat {
    final Semaphore news = new Semaphore(0);
    volatile boolean ended;
  }

  private final Exchange exchange;
  private final Map<String, Beat> beats = new ConcurrentHashMap<>();

  Heartbeats(Exchange exchange) {
    this.exchange = exchange;
  }

  /** From now on these members are asked, and no others. */
  synchronized void askFrom(Set<String> hosts) {
    beats.forEach(
        (host, beat) -> {
          if (!hosts.contains(host)) {
            beat.ended = true;
            beat.news.release();
            beats.remove(host);
          }
        });
    for (var host : hosts) {
      if (!beats.containsKey(host)) {
        var beat = new Beat();
        beats.put(host, beat);
        Thread.ofVirtual().name("to-" + host).start(() -> run(host, beat));
      }
    }
  }

  /** There is news for all. */
  void tellAll() {
    beats.values().forEach(beat -> beat.news.release());
  }

  /** There is news for, or from, one. */
  void tell(String host) {
    var beat = beats.get(host);
    if (beat != null) {
      beat.news.release();
    }
  }

  private void run(String host, Beat beat) {
    PeerClient client = null;
    try {
      while (!beat.ended) {
        beat.news.drainPermits();
        client = ask(host, beat, client);
        if (client == null) {
          // Nobody is there: no hurry, but whoever comes tells us.
          beat.news.drainPermits();
        }
        beat.news.tryAcquire(exchange.interval().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      if (client != null) {
        client.close();
      }
    }
  }

  private @Nullable PeerClient ask(String host, Beat beat, @Nullable PeerClient open)
      throws InterruptedException {
    var client = open;
    boolean fresh = client == null;
    try {
      if (client == null) {
        client = PeerClient.connect(host, exchange.timeout(), beat.news::release);
      }
      long begin = System.nanoTime();
      var reply = client.run(exchange.ask(host), exchange.timeout());
      exchange.answered(host, reply, (System.nanoTime() - begin) / 1_000_000);
      return client;
    } catch (IOException e) {
      if (client != null) {
        client.close();
      }
      if (!fresh) {
        return ask(host, beat, null); // it may have been restarted
      }
      exchange.failed(host, String.valueOf(e.getMessage()));
      return null;
    }
  }

  @Override
  public void close() {
    askFrom(Set.of());
  }
}
