package io.setkeeper.cli.story;

import io.setkeeper.core.invariant.IdsUsedOnce;
import io.setkeeper.core.invariant.OneVotingChange;
import io.setkeeper.core.invariant.Violation;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.mongodb.Mongods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a sandbox's set all the time, as its keepers do, and holds every config that it sees
 * against core's invariants.
 */
final class SetWatch implements AutoCloseable {
  private static final long EVERY_MILLIS = 50;

  private final Path hosts;
  private final Mongods mongods = new Mongods(() -> {});
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
  private final IdsUsedOnce ids = new IdsUsedOnce(SetWatch::pod);
  private final List<String> violations = new ArrayList<>();
  private Optional<HostPort> primary = Optional.empty();
  private Optional<Mongod.InSet> seen = Optional.empty();

  private SetWatch(Path state) {
    this.hosts = state.resolve("hosts");
  }

  static SetWatch start(Path state) {
    SetWatch watch = new SetWatch(state);
    var _ =
        watch.looking.scheduleWithFixedDelay(watch::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      Map<String, HostPort> pods = addresses();
      for (HostPort address : primary.map(List::of).orElseGet(() -> List.copyOf(pods.values()))) {
        if (mongods.ask(address) instanceof Mongod.InSet set && set.writable()) {
          primary = Optional.of(address);
          see(set);
          return;
        }
      }
      primary = Optional.empty();
      lost();
    } catch (RuntimeException e) {
      found(new Violation("watch", e.toString()));
    }
  }

  /** The pods' addresses, by name, from what the sandbox writes for their processes. */
  private Map<String, HostPort> addresses() {
    Map<String, HostPort> found = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(hosts)) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length > 1 && words[1].matches("[a-z]+-[0-9]+\\..*")) {
          found.put(words[1].split("\\.", 2)[0], new HostPort(words[0], HostPort.DEFAULT_PORT));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void lost() {
    seen = Optional.empty();
  }

  private synchronized void found(Violation violation) {
    violations.add(violation.toString());
  }

  private synchronized void see(Mongod.InSet set) {
    ReplicaSetConfig config = set.config();
    seen.map(Mongod.InSet::config)
        .filter(before -> !before.version().equals(config.version()))
        .ifPresent(before -> changed(before, config));
    if (set.committed()) {
      ids.committed(config);
    }
    seen = Optional.of(set);
  }

  private void changed(ReplicaSetConfig before, ReplicaSetConfig config) {
    ids.asked(config).ifPresent(this::found);
    // Of two configs with one in between, which was not seen, nothing can be said.
    if (config.version().version() - before.version().version() == 1) {
      OneVotingChange.asked(before, config, true).ifPresent(this::found);
    }
  }

  static String pod(HostPort member) {
    return member.host().split("\\.", 2)[0];
  }

  /** What was seen against the rules. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** What the primary says, while there is one. */
  synchronized Optional<Mongod.InSet> now() {
    return seen;
  }

  /** How many vote, once so many members are healthy, caught up, and their config is committed. */
  synchronized Optional<Long> votersWhenWhole(int members) {
    return seen.filter(set -> set.committed() && set.config().members().size() == members)
        .filter(
            set -> set.peers().size() == members && set.peers().stream().allMatch(SetWatch::well))
        .map(set -> set.config().members().stream().filter(Member::voting).count());
  }

  private static boolean well(PeerView peer) {
    return peer.healthy() && peer.state().readable();
  }

  /** The members' {@code _id}s by pod. */
  synchronized Map<String, Integer> ids() {
    Map<String, Integer> found = new TreeMap<>();
    seen.ifPresent(set -> set.config().members().forEach(m -> found.put(pod(m.host()), m.id())));
    return found;
  }

  @Override
  public void close() {
    looking.shutdownNow();
    mongods.close();
  }
}
