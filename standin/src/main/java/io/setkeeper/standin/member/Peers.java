package io.setkeeper.standin.member;

import static io.setkeeper.standin.replset.Replies.REMOVED_HEARTBEAT_MESSAGE;

import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.OpTime;
import io.setkeeper.standin.replset.PeerView;
import io.setkeeper.standin.replset.PeerView.Health;
import io.setkeeper.standin.replset.Position;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the other members, by "name:port". */
final class Peers {
  /** What is known of one; {@code report} is the last one, also of a member that went down. */
  record Peer(
      Optional<Report> report,
      Health health,
      Instant upSince,
      Instant answered,
      Instant heard,
      long pingMillis,
      String failure) {
    static final Peer UNHEARD =
        new Peer(
            Optional.empty(), Health.UNKNOWN, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 0, "");

    boolean isUp() {
      return health == Health.UP;
    }

    /** Its last report, if it is up now. */
    Optional<Report> current() {
      return isUp() ? report : Optional.empty();
    }
  }

  private final Map<String, Peer> peers = new ConcurrentHashMap<>();

  Peer at(String host) {
    return peers.getOrDefault(host, Peer.UNHEARD);
  }

  /** It answered a heartbeat of ours. */
  void answered(String host, Report report, Instant now, long millis) {
    peers.merge(
        host,
        new Peer(Optional.of(report), Health.UP, now, now, Instant.EPOCH, millis, ""),
        (old, first) ->
            new Peer(
                first.report(),
                Health.UP,
                old.isUp() ? old.upSince() : now,
                now,
                old.heard(),
                (old.pingMillis() * 4 + millis) / 5,
                ""));
  }

  /** It sent a heartbeat. Answers whether that is news: it was not known to be up, or changed. */
  boolean heard(String host, Report report, Instant now) {
    var before = at(host);
    peers.compute(
        host,
        (_, old) -> {
          var known = old == null ? Peer.UNHEARD : old;
          return new Peer(
              known.isUp() ? Optional.of(report) : known.report(),
              known.health(),
              known.upSince(),
              known.answered(),
              now,
              known.pingMillis(),
              known.failure());
        });
    return !before.isUp()
        || before.report().map(Report::state).filter(report.state()::equals).isEmpty();
  }

  /** A heartbeat to it failed. Answers whether that is news. */
  boolean failed(String host, String why) {
    var before = at(host);
    peers.compute(
        host,
        (_, old) -> {
          var known = old == null ? Peer.UNHEARD : old;
          return new Peer(
              known.report(),
              Health.DOWN,
              Instant.EPOCH,
              known.answered(),
              known.heard(),
              known.pingMillis(),
              why);
        });
    return before.health() != Health.DOWN;
  }

  /** A member's place in replSetGetStatus. */
  PeerView view(MemberConfig member) {
    var peer = at(member.host());
    var report = peer.report();
    boolean up = peer.isUp();
    var written = up ? report.map(Report::written).orElse(OpTime.NONE) : OpTime.NONE;
    var wall = report.map(Report::writtenAt).orElse(Instant.EPOCH);
    // A member that went down keeps the config that it had; one that was removed has none.
    var config = report.filter(_ -> up || !peer.failure().equals(REMOVED_HEARTBEAT_MESSAGE));
    return new PeerView(
        member.id(),
        peer.health(),
        switch (peer.health()) {
          case UNKNOWN -> MemberState.UNKNOWN;
          case DOWN -> MemberState.DOWN;
          case UP -> report.map(Report::state).orElse(MemberState.UNKNOWN);
        },
        peer.upSince(),
        new Position(written, wall, written, wall),
        peer.answered(),
        peer.heard(),
        peer.pingMillis(),
        peer.failure(),
        up ? report.map(Report::syncSource).orElse("") : "",
        config.map(Report::version).orElse(-1),
        config.map(Report::configTerm).orElse(-1L),
        up ? report.flatMap(Report::electionTime) : Optional.empty());
  }
}
