package io.setkeeper.standin.member;

import io.setkeeper.standin.member.Dbpath.Saved;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest config that a member has, on disk before it counts, and its own place in it. */
final class KnownConfig {
  private static final Logger LOG = LoggerFactory.getLogger(KnownConfig.class);
  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(1);

  private final Dbpath dbpath;
  private final Predicate<String> isSelf;
  private final Consumer<Set<String>> others;
  private final Runnable news;
  private volatile Optional<Saved> saved;
  private volatile Optional<MemberConfig> self = Optional.empty();
  private volatile Instant searched = Instant.EPOCH;

  /**
   * What the folder holds.
   *
   * @param isSelf whether a "name:port" leads to this process
   * @param others told whom to send heartbeats to, whenever that may have changed
   * @param news called after a newer config was taken over
   */
  KnownConfig(Dbpath dbpath, Predicate<String> isSelf, Consumer<Set<String>> others, Runnable news)
      throws IOException {
    this.dbpath = dbpath;
    this.isSelf = isSelf;
    this.others = others;
    this.news = news;
    this.saved = dbpath.load();
  }

  Optional<Saved> saved() {
    return saved;
  }

  /** This member in its config, unless that does not name it, or by a name that leads nowhere. */
  Optional<MemberConfig> self() {
    return self;
  }

  /** Whether the config has this member under that "name:port". */
  boolean isOwn(String host) {
    return self.filter(me -> me.host().equals(host)).isPresent();
  }

  /** Finds itself in what it has: at the start, and again where a name may resolve by now. */
  void search(Instant now) {
    if (saved.isPresent()
        && self.isEmpty()
        && Duration.between(searched, now).compareTo(BETWEEN_SEARCHES) > 0) {
      adopt(saved.get());
    }
  }

  /**
   * Takes over a config that is newer than its own, and with it the group that it is for.
   *
   * @param group where its members are; {@code synced} whether this one, if it has no config yet,
   *     begins with all that the set has
   */
  synchronized void install(ReplicaSetConfig config, Group group, boolean synced) {
    var old = saved;
    if (old.filter(now -> now.config().version().compareTo(config.version()) >= 0).isPresent()) {
      return;
    }
    use(config, group, synced);
  }

  /**
   * Takes over a config of its own in a group that it begins itself, though it may have it already.
   */
  synchronized void begin(ReplicaSetConfig config, Group group) {
    use(config, group, true);
  }

  private void use(ReplicaSetConfig config, Group group, boolean synced) {
    keep(
        saved
            .map(now -> now.withConfig(config).withGroup(group))
            .orElseGet(() -> new Saved(config, group, synced)));
    LOG.info("New replica set config in use: {}", config.version());
    adopt(saved.orElseThrow());
    news.run();
  }

  /** Takes over the config that the log holds, if it is newer. */
  void follow(Optional<ReplicaSetConfig> logged) {
    var known = saved;
    if (logged.isPresent() && known.isPresent()) {
      install(logged.get(), known.get().group(), true);
    }
  }

  /**
   * Notes that it has had all that the primary had: on what is saved now, for a config may have
   * come meanwhile.
   */
  synchronized void synchronised() {
    Saved now = saved.orElseThrow();
    if (!now.synced()) {
      keep(now.synchronised());
    }
  }

  /** Only while this object is locked: the newest must be what stays on disk. */
  private void keep(Saved next) {
    try {
      dbpath.save(next);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the replica set config", e);
    }
    saved = Optional.of(next);
  }

  private void adopt(Saved next) {
    var members = next.config().members();
    // Who it was it stays, so that a name that does not resolve once ends nobody's part in the set.
    self =
        members.stream()
            .filter(this::isAsBefore)
            .findFirst()
            .or(() -> members.stream().filter(member -> isSelf.test(member.host())).findFirst());
    searched = Instant.now();
    others.accept(
        members.stream()
            .map(MemberConfig::host)
            .filter(host -> !isOwn(host))
            .collect(Collectors.toSet()));
  }

  private boolean isAsBefore(MemberConfig member) {
    return isOwn(member.host()) && self.filter(me -> me.id() == member.id()).isPresent();
  }
}
