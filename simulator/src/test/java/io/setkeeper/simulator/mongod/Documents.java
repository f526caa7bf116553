package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Recorded config documents as core's values. */
final class Documents {
  private static final Set<String> FIELDS =
      Set.of(
          "_id",
          "version",
          "term",
          "members",
          "settings",
          "protocolVersion",
          "writeConcernMajorityJournalDefault");
  private static final Set<String> MEMBER_FIELDS =
      Set.of(
          "_id",
          "host",
          "votes",
          "priority",
          "hidden",
          "arbiterOnly",
          "buildIndexes",
          "secondaryDelaySecs",
          "tags");

  private Documents() {}

  static ReplicaSetConfig config(BsonDocument config, Optional<String> replicaSetId) {
    return new ReplicaSetConfig(
        config.getString("_id").getValue(),
        new ConfigVersion(integer(config, "term", -1), integer(config, "version", 1)),
        members(config).stream().map(Documents::member).toList(),
        replicaSetId);
  }

  /** Whether a command holds what the model's config has no place for. */
  static boolean isBeyondTheModel(BsonDocument command) {
    BsonValue value = command.get(command.getFirstKey());
    if (value == null || !value.isDocument() || value.asDocument().isEmpty()) {
      return false;
    }
    BsonDocument config = value.asDocument();
    return !FIELDS.containsAll(config.keySet())
        || !config.getString("_id").getValue().equals("rs0")
        || members(config).stream().anyMatch(m -> !MEMBER_FIELDS.containsAll(m.keySet()));
  }

  static List<BsonDocument> members(BsonDocument document) {
    return document.getArray("members").stream().map(BsonValue::asDocument).toList();
  }

  private static Member member(BsonDocument m) {
    boolean arbiter = flag(m, "arbiterOnly");
    double priority =
        m.containsKey("priority") ? m.getNumber("priority").doubleValue() : arbiter ? 0 : 1;
    return new Member(
        (int) integer(m, "_id", -1),
        HostPort.parse(m.getString("host").getValue()),
        (int) integer(m, "votes", 1),
        priority,
        flag(m, "hidden"),
        integer(m, "secondaryDelaySecs", 0),
        arbiter,
        flag(m, "newlyAdded"),
        Map.of());
  }

  static long integer(BsonDocument document, String field, long otherwise) {
    return document.isNumber(field) ? document.getNumber(field).longValue() : otherwise;
  }

  static boolean flag(BsonDocument document, String field) {
    return document.isBoolean(field) && document.getBoolean(field).getValue();
  }
}
