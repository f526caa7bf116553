package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Configs and states for the tests of this package. */
final class Configs {
  static final Node NODE = new Node("rs0", new ObjectId(), 0, Instant.EPOCH);

  private Configs() {}

  /** A member "mongo-N:27017" under that {@code _id}. */
  static Document member(int id) {
    return new Document("_id", id).append("host", "mongo-" + id + ":27017");
  }

  static Document withoutVote(int id) {
    return member(id).append("votes", 0).append("priority", 0);
  }

  static Document config(int version, Document... members) {
    return new Document("_id", "rs0")
        .append("version", version)
        .append("members", Arrays.asList(members));
  }

  /** What replSetInitiate on mongo-0 makes of a config. */
  static ConfigVerdict initiate(Document config) {
    return ConfigRules.initiate(
        new ReplicaSetState.Uninitiated(NODE),
        new InitiateRequest(config, "10.0.0.1:27017", Configs::isSelf, new ObjectId()));
  }

  /** The same where it is known to be accepted. */
  static ReplicaSetConfig initiated(Document... members) {
    ConfigVerdict verdict = initiate(config(1, members));
    if (verdict instanceof ConfigVerdict.Accepted(ReplicaSetConfig config)) {
      return config.inTerm(1);
    }
    throw new AssertionError(verdict);
  }

  /** mongo-0 in that state, in term 1. */
  static ReplicaSetState.Member member(ReplicaSetConfig config, MemberState state) {
    boolean primary = state == MemberState.PRIMARY;
    return new ReplicaSetState.Member(
        NODE,
        config,
        0,
        new ReplicaSetState.Role(
            state, primary, Optional.empty(), Optional.empty(), "", "", Optional.empty()),
        1,
        Progress.NONE,
        true,
        List.of(),
        Elections.NONE);
  }

  /** What replSetReconfig on the primary mongo-0 makes of a config. */
  static ConfigVerdict reconfigure(ReplicaSetConfig old, Document next, boolean force) {
    return ConfigRules.reconfigure(
        member(old, MemberState.PRIMARY),
        new ReconfigRequest(next, force, Configs::isSelf, false, 10_000));
  }

  static ReplicaSetConfig reconfigured(ReplicaSetConfig old, Document... members) {
    int version = old.version().version() + 1;
    ConfigVerdict verdict = reconfigure(old, config(version, members), false);
    if (verdict instanceof ConfigVerdict.Accepted(ReplicaSetConfig config)) {
      return config;
    }
    throw new AssertionError(verdict);
  }

  static ConfigVerdict.Refused refused(MongoError error, String errmsg) {
    return new ConfigVerdict.Refused(new Refusal(error, errmsg));
  }

  private static boolean isSelf(String host) {
    return host.equals("mongo-0:27017") || host.equals("10.0.0.1:27017");
  }
}
