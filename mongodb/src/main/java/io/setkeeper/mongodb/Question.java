package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Asks one mongod what it is. */
final class Question {
  /**
   * Before 5.0 there is nothing to ask: serverStatus has no catalogStats (SERVER-55784), and all
   * that lists databases or reads one but local is refused (13436) to who is in no set.
   */
  private static final String CONTENTS_UNTOLD =
      "it has no config, and does not tell whether it has databases of its own, which no MongoDB"
          + " before 5.0 does; initiate the set by hand, once, with the first pod alone:"
          + " rs.initiate({_id: SET, members: [{_id: 0, host: POD.SERVICE.NAMESPACE.svc.DOMAIN:PORT}]}),"
          + " and add every further pod that is empty: rs.add({host: …, votes: 0, priority: 0});"
          + " from there on the keepers go on";

  /**
   * Users are data: an arbiter has none, whatever users the set has, and drivers do not even try to
   * log in there (specifications: auth), by the key file neither.
   */
  private static final String LOCKED_ARBITER =
      "it is an arbiter of a set that demands a login; it holds no users, so nobody can log in there"
          + " and read its config; the set is kept by the primary's keeper";

  private final Commands commands;
  private final Stored stored;

  private Question(Commands commands) {
    this.commands = commands;
    this.stored = new Stored(commands);
  }

  /** What it answers; {@link Mongod.Unknown} when it does not. */
  static Mongod ask(Commands commands) {
    try {
      return new Question(commands).state();
    } catch (MongoException e) {
      return e.getCode() == Codes.UNAUTHORIZED && commands.isArbiter()
          ? new Mongod.Unknown(LOCKED_ARBITER, false)
          : Failures.unknown(e);
    } catch (RuntimeException e) {
      // A document that is not as MongoDB's is: what it means is not known.
      return new Mongod.Unknown("its answer can't be understood: " + e, false);
    }
  }

  private Mongod state() {
    BsonDocument status;
    try {
      status = commands.ask("admin", command("replSetGetStatus"));
    } catch (MongoException e) {
      return switch (Failures.answered(e) ? e.getCode() : 0) {
        case Codes.NOT_YET_INITIALIZED -> withoutConfig();
        case Codes.INVALID_REPLICA_SET_CONFIG -> removed();
        default -> throw e;
      };
    }
    return member(status);
  }

  private Mongod member(BsonDocument status) {
    int self = Replies.selfId(status).orElse(-1);
    BsonDocument hello = commands.ask("admin", command("hello"));
    boolean writable = Replies.flag(hello, "isWritablePrimary");
    BsonDocument getConfig = command("replSetGetConfig");
    if (writable) {
      getConfig.append("commitmentStatus", BsonBoolean.TRUE);
    }
    if (commands.isGuest()) {
      String why =
          Replies.flag(hello, "arbiterOnly")
              ? LOCKED_ARBITER
              : "the set has no user yet, so its config can't be read";
      return new Mongod.Unknown(why, false);
    }
    BsonDocument config = commands.ask("admin", getConfig);
    Set<Integer> newlyAdded =
        writable ? stored.config().map(Replies::newlyAdded).orElse(Set.of()) : Set.of();
    return new Mongod.InSet(
        self,
        ownState(status, self),
        writable,
        Replies.integer(status, "term", -1),
        Replies.config(config.getDocument("config"), newlyAdded),
        Replies.flag(config, "commitmentStatus"),
        Replies.peers(status),
        heartbeatInterval(status),
        writable && writeConcernSet());
  }

  private static Duration heartbeatInterval(BsonDocument status) {
    return Duration.ofMillis(
        Replies.integer(
            status, "heartbeatIntervalMillis", Mongod.InSet.DEFAULT_HEARTBEAT_INTERVAL.toMillis()));
  }

  private static MemberState ownState(BsonDocument status, int self) {
    return Replies.peers(status).stream()
        .filter(p -> p.id() == self)
        .findFirst()
        .map(PeerView::state)
        .orElse(MemberState.UNKNOWN);
  }

  /** A server before 5.0 does not name the source, and shows a default only where one was set. */
  private boolean writeConcernSet() {
    return Stored.unlessRefused(
            () -> Optional.of(commands.ask("admin", command("getDefaultRWConcern"))))
        .filter(
            reply ->
                Replies.text(reply, "defaultWriteConcernSource")
                    .map("global"::equals)
                    .orElseGet(() -> reply.containsKey("defaultWriteConcern")))
        .isPresent();
  }

  /** That it was removed is known, whether it lets its volume be read or not. */
  private Mongod removed() {
    return new Mongod.Removed(
        Stored.unlessRefused(stored::config).map(config -> Replies.config(config, Set.of())),
        Stored.unlessRefused(() -> Optional.of(stored.written())).orElse(OpTime.NONE));
  }

  /**
   * A mongod that starts answers 94 too, until it has loaded the config that it has.
   *
   * <p>Under the localhost exception its volume can't be read (recorded: with_keyfile), and without
   * it no user can be made. It has no user then, so nothing was ever written to it under
   * authorization; where it has a config still, replSetInitiate is refused (23, source:
   * repl_coordinator_impl.cpp), whether the config is loaded yet or not. What was written without
   * authorization before is not seen: enough to initiate, which keeps it, and not to be added.
   */
  private Mongod withoutConfig() {
    if (commands.isGuest()) {
      return new Mongod.Uninitiated(Mongod.Contents.UNSEEN, Optional.empty());
    }
    if (stored.config().isPresent()) {
      return new Mongod.Unknown("it is starting, and has not loaded its config yet", false);
    }
    return stored
        .empty()
        .<Mongod>map(empty -> new Mongod.Uninitiated(empty, Optional.empty()))
        .orElseGet(() -> new Mongod.Unknown(CONTENTS_UNTOLD, false));
  }

  private static BsonDocument command(String name) {
    return new BsonDocument(name, new BsonInt32(1));
  }
}
