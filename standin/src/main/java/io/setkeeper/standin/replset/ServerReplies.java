package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;

/** What a server answers of itself, and what it refuses by its state in the set. */
public final class ServerReplies {
  /** The mongod that the stand-in is modelled on. */
  public static final String VERSION = "5.0.7";

  /** A write on a member that is no writable primary. */
  public static final Refusal NOT_WRITABLE =
      new Refusal(MongoError.NOT_WRITABLE_PRIMARY, "not master");

  /** A read on a secondary by a client that did not say that it may be. */
  public static final Refusal NO_SECONDARY_OK =
      new Refusal(MongoError.NOT_PRIMARY_NO_SECONDARY_OK, "not master and slaveOk=false");

  /** A read on a member that can serve none. */
  public static final Refusal NOT_READABLE =
      new Refusal(
          MongoError.NOT_PRIMARY_OR_SECONDARY, "node is not in primary or recovering state");

  /** The feature compatibility version before a config was received. */
  public static final Refusal NO_FEATURE_COMPATIBILITY_VERSION =
      new Refusal(
          MongoError.UNKNOWN_FEATURE_COMPATIBILITY_VERSION,
          "featureCompatibilityVersion is not yet known.");

  private ServerReplies() {}

  /**
   * Why a read is refused, if it is.
   *
   * @param secondaryOk whether the client allows a secondary to answer
   * @param database the database that is read: {@code local} can be read in every state
   */
  public static Optional<Refusal> readRefusal(
      ReplicaSetState state, boolean secondaryOk, String database) {
    if (database.equals("local")) {
      return Optional.empty();
    }
    if (!(state instanceof ReplicaSetState.Member member)) {
      return Optional.of(NOT_READABLE);
    }
    return switch (member.role().state()) {
      case PRIMARY -> Optional.empty();
      case SECONDARY -> secondaryOk ? Optional.empty() : Optional.of(NO_SECONDARY_OK);
      default -> Optional.of(NOT_READABLE);
    };
  }

  /** Why a write is refused, if it is; {@code local} belongs to the member itself. */
  public static Optional<Refusal> writeRefusal(ReplicaSetState state, String database) {
    boolean writable = state instanceof ReplicaSetState.Member member && member.role().writable();
    return writable || database.equals("local") ? Optional.empty() : Optional.of(NOT_WRITABLE);
  }

  /** A command that the stand-in has not got. */
  public static Refusal commandNotFound(String name) {
    return new Refusal(MongoError.COMMAND_NOT_FOUND, "no such command: '" + name + "'");
  }

  /** getParameter of the feature compatibility version. */
  public static Document featureCompatibilityVersion(ReplicaSetState state) {
    return state instanceof ReplicaSetState.Uninitiated
        ? NO_FEATURE_COMPATIBILITY_VERSION.toDocument()
        : Replies.ok(new Document("featureCompatibilityVersion", new Document("version", "5.0")));
  }

  /** buildInfo: the fields of mongod's, and what they say of the stand-in. */
  public static Document buildInfo() {
    String java = "Java " + Runtime.version().feature();
    return Replies.ok(
        new Document("version", VERSION)
            .append("gitVersion", "setkeeper-standin")
            .append("modules", List.of())
            .append("allocator", java)
            .append("javascriptEngine", "none")
            .append("sysInfo", "deprecated")
            .append("versionArray", List.of(5, 0, 7, 0))
            .append("openssl", new Document("running", "none").append("compiled", "none"))
            .append("buildEnvironment", new Document("distmod", "").append("target_os", "linux"))
            .append("bits", 64)
            .append("debug", false)
            .append("maxBsonObjectSize", 16 * 1024 * 1024)
            .append("storageEngines", List.of("setkeeper-standin")));
  }
}
