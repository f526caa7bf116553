package io.setkeeper.mongodb;

import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A mongod with --keyFile, as far as its door goes: who may do what before and after there is a
 * user (recorded: with_keyfile).
 */
final class KeyfileMongod implements FakeMongod.Host {
  /** What the localhost exception allows (source: authorization_session_impl.cpp). */
  private static final Set<String> ALLOWED_TO_GUESTS =
      Set.of("replSetGetStatus", "replSetInitiate", "createUser");

  /** The set's key, as it stands in the file. */
  static final String KEY = "a2V5IG9mIHRo\nZSBzZXQgcnMw\n";

  final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final boolean onLoopback;
  private volatile boolean initiated;
  private volatile boolean hasData;
  private volatile boolean arbiter;

  /**
   * @param onLoopback whether it takes its clients for such that connected over loopback
   */
  KeyfileMongod(boolean onLoopback) {
    this.onLoopback = onLoopback;
  }

  KeyfileMongod initiated() {
    initiated = true;
    return this;
  }

  /** Databases that were written before it demanded a login. */
  KeyfileMongod withData() {
    hasData = true;
    return this;
  }

  /** A member without data: whatever users the set has, it holds none. */
  KeyfileMongod arbiter() {
    initiated = true;
    arbiter = true;
    return this;
  }

  KeyfileMongod user(String name, String password) {
    passwords.put(name, password);
    return this;
  }

  @Override
  public FakeMongod.Conversation greet(Socket client) {
    ScramServer scram = new ScramServer(this::password);
    return command -> answer(scram, command);
  }

  /** Its peers' user is in no volume (source: internal_auth.cpp). */
  private Optional<String> password(String user) {
    return user.equals("__system")
        ? Optional.of(KEY.replace("\n", ""))
        : Optional.ofNullable(passwords.get(user));
  }

  private BsonDocument answer(ScramServer scram, BsonDocument command) {
    String name = command.getFirstKey();
    return switch (name) {
      case "hello", "ismaster", "isMaster" -> hello(command);
      case "saslStart", "saslContinue" -> scram.answer(command);
      case "endSessions", "ping" -> ok();
      default -> {
        if (scram.done()) {
          yield perform(name, command);
        }
        boolean exception = onLoopback && passwords.isEmpty();
        if (!exception) {
          yield refused("command " + name + " requires authentication");
        }
        yield ALLOWED_TO_GUESTS.contains(name)
            ? perform(name, command)
            : refused("not authorized on admin to execute command { " + name + ": 1 }");
      }
    };
  }

  private BsonDocument perform(String name, BsonDocument command) {
    return switch (name) {
      case "replSetInitiate" -> {
        initiated = true;
        yield ok();
      }
      case "createUser" -> {
        passwords.put(
            command.getString("createUser").getValue(), command.getString("pwd").getValue());
        yield ok();
      }
      case "replSetGetStatus" ->
          initiated
              ? Recordings.line("with_keyfile", 18).reply()
              : Recordings.line("with_keyfile", 6).error();
      case "replSetGetConfig" -> alone(Recordings.line("grow_one_by_one", 9).reply().clone());
      case "find" ->
          initiated
              ? Recordings.line("grow_one_by_one", 10).reply()
              : BsonDocument.parse("{cursor: {id: 0, ns: 'local', firstBatch: []}, ok: 1}");
      case "serverStatus" ->
          BsonDocument.parse(
              "{catalogStats: {collections: %d, internalCollections: 3}, ok: 1}"
                  .formatted(hasData ? 2 : 0));
      case "usersInfo" -> BsonDocument.parse("{users: [%s], ok: 1}".formatted(users()));
      case "getDefaultRWConcern" -> Recordings.line("initiate_default", 11).reply();
      default -> throw new AssertionError("not played: " + command);
    };
  }

  /** The config with its first member alone. */
  private static BsonDocument alone(BsonDocument reply) {
    BsonArray members = reply.getDocument("config").getArray("members");
    while (members.size() > 1) {
      members.removeLast();
    }
    reply.put("commitmentStatus", BsonBoolean.TRUE);
    return reply;
  }

  private String users() {
    return passwords.keySet().stream()
        .map("{user: '%s', db: 'admin'}"::formatted)
        .collect(Collectors.joining(", "));
  }

  private BsonDocument hello(BsonDocument command) {
    BsonDocument reply = Recordings.line("with_keyfile", initiated ? 12 : 5).reply().clone();
    reply.remove("$clusterTime");
    if (arbiter) {
      reply.put("isWritablePrimary", BsonBoolean.FALSE);
      reply.put("ismaster", BsonBoolean.FALSE);
      reply.put("secondary", BsonBoolean.FALSE);
      reply.append("arbiterOnly", BsonBoolean.TRUE);
    }
    // Relaxed JSON does not tell a long from an int.
    BsonDocument version = reply.getDocument("topologyVersion").clone();
    version.put("counter", new BsonInt64(version.getNumber("counter").longValue()));
    reply.put("topologyVersion", version);
    reply.append("helloOk", BsonBoolean.TRUE);
    BsonValue asked = command.get("saslSupportedMechs");
    if (asked != null && password(asked.asString().getValue().split("\\.", 2)[1]).isPresent()) {
      reply.append("saslSupportedMechs", new BsonArray(List.of(new BsonString("SCRAM-SHA-256"))));
    }
    return reply;
  }

  private static BsonDocument refused(String why) {
    return new BsonDocument("ok", new BsonInt32(0))
        .append("errmsg", new BsonString(why))
        .append("code", new BsonInt32(13))
        .append("codeName", new BsonString("Unauthorized"));
  }

  private static BsonDocument ok() {
    return new BsonDocument("ok", new BsonInt32(1));
  }
}
