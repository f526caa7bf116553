package io.setkeeper.mongodb;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Config documents to send. */
final class ConfigDocuments {
  private static final String DELAY = "secondaryDelaySecs";

  /** The same before 5.0, where every config that the server gives shows it. */
  private static final String DELAY_4 = "slaveDelay";

  private ConfigDocuments() {}

  /** What replSetInitiate is given: version 1, and neither term nor replicaSetId. */
  static BsonDocument initial(ReplicaSetConfig config, boolean configServer) {
    BsonDocument document =
        new BsonDocument("_id", new BsonString(config.setName()))
            .append("version", new BsonInt32(1));
    if (configServer) {
      document.append("configsvr", BsonBoolean.TRUE);
    }
    return document.append(
        "members", array(config.members().stream().map(m -> change(new BsonDocument(), m, DELAY))));
  }

  /**
   * The next config: what {@code from} and {@code to} differ in is changed in the document that the
   * server gave, by {@code _id}; whatever else it holds stays as it is, but for {@code newlyAdded},
   * which is mongod's own to set.
   */
  static BsonDocument next(BsonDocument current, ReplicaSetConfig from, ReplicaSetConfig to) {
    Map<Integer, BsonDocument> byId =
        Replies.documents(current, "members")
            .collect(Collectors.toMap(Replies::memberId, Function.identity()));
    String delay = byId.values().stream().anyMatch(m -> m.containsKey(DELAY_4)) ? DELAY_4 : DELAY;
    BsonDocument next = current.clone();
    next.put("version", new BsonInt64(Replies.integer(current, "version", 1) + 1));
    next.put("members", array(to.members().stream().map(m -> member(byId, from, m, delay))));
    return next;
  }

  private static BsonDocument member(
      Map<Integer, BsonDocument> byId, ReplicaSetConfig from, Member to, String delay) {
    BsonDocument now = byId.getOrDefault(to.id(), new BsonDocument()).clone();
    now.remove("newlyAdded");
    Optional<Member> before = from.member(to.id());
    return before.filter(to::equals).isPresent() ? now : change(now, to, delay);
  }

  private static BsonDocument change(BsonDocument document, Member to, String delay) {
    document.put("_id", new BsonInt32(to.id()));
    document.put("host", new BsonString(to.host().toString()));
    document.put("votes", new BsonInt32(to.votes()));
    document.put("priority", new BsonDouble(to.priority()));
    putUnlessDefault(document, "hidden", to.hidden());
    putUnlessDefault(document, "arbiterOnly", to.arbiterOnly());
    if (to.delaySecs() > 0 || document.containsKey(delay)) {
      document.put(delay, new BsonInt64(to.delaySecs()));
    }
    if (!to.tags().isEmpty() || document.containsKey("tags")) {
      BsonDocument tags = new BsonDocument();
      to.tags().forEach((key, value) -> tags.put(key, new BsonString(value)));
      document.put("tags", tags);
    }
    return document;
  }

  private static void putUnlessDefault(BsonDocument document, String field, boolean value) {
    if (value || document.containsKey(field)) {
      document.put(field, BsonBoolean.valueOf(value));
    }
  }

  private static BsonArray array(Stream<? extends BsonValue> values) {
    return new BsonArray(values.toList());
  }
}
