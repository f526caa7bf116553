package io.setkeeper.mongodb;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** MongoDB's documents as core's values. */
final class Replies {
  private Replies() {}

  /**
   * A config document.
   *
   * @param newlyAdded the {@code _id}s that local.system.replset marks so; replSetGetConfig hides
   *     it
   */
  static ReplicaSetConfig config(BsonDocument config, Set<Integer> newlyAdded) {
    return new ReplicaSetConfig(
        config.getString("_id").getValue(),
        new ConfigVersion(integer(config, "term", -1), integer(config, "version", 1)),
        documents(config, "members").map(m -> member(m, newlyAdded)).toList(),
        replicaSetId(config));
  }

  static Optional<String> replicaSetId(BsonDocument config) {
    return document(config, "settings")
        .map(settings -> settings.get("replicaSetId"))
        .filter(BsonValue::isObjectId)
        .map(id -> id.asObjectId().getValue().toHexString());
  }

  /** The {@code _id}s of the members that a config marks as newlyAdded. */
  static Set<Integer> newlyAdded(BsonDocument config) {
    return Set.copyOf(
        documents(config, "members")
            .filter(m -> flag(m, "newlyAdded"))
            .map(Replies::memberId)
            .toList());
  }

  private static Member member(BsonDocument member, Set<Integer> newlyAdded) {
    boolean arbiter = flag(member, "arbiterOnly");
    return new Member(
        memberId(member),
        HostPort.parse(member.getString("host").getValue()),
        (int) integer(member, "votes", 1),
        number(member, "priority").map(BsonNumber::doubleValue).orElse(arbiter ? 0.0 : 1.0),
        flag(member, "hidden"),
        // secondaryDelaySecs is slaveDelay before 5.0
        integer(member, "secondaryDelaySecs", integer(member, "slaveDelay", 0)),
        arbiter,
        newlyAdded.contains(memberId(member)),
        tags(member));
  }

  /** How replSetGetStatus sees each member. */
  static List<PeerView> peers(BsonDocument status) {
    return documents(status, "members")
        .map(
            m ->
                new PeerView(
                    memberId(m),
                    MemberState.of(m.getString("stateStr").getValue()),
                    integer(m, "health", 0) == 1,
                    document(m, "optime").map(Replies::opTime).orElse(OpTime.NONE),
                    silence(status, m)))
        .toList();
  }

  /**
   * lastHeartbeat is the time of the last heartbeat that was over, answered or not: of a dead
   * member it is fresh (recorded: failover 120). So of one that is not healthy its last own
   * heartbeat counts. A member that never sent any has 1970 there: its silence is as old.
   */
  private static Duration silence(BsonDocument status, BsonDocument member) {
    String sign = integer(member, "health", 0) == 1 ? "lastHeartbeat" : "lastHeartbeatRecv";
    return member.get(sign) instanceof BsonDateTime last
            && status.get("date") instanceof BsonDateTime now
        ? Duration.ofMillis(Math.max(0, now.getValue() - last.getValue()))
        : Duration.ZERO;
  }

  /** The {@code _id} of the member that answered. */
  static Optional<Integer> selfId(BsonDocument status) {
    return documents(status, "members")
        .filter(m -> flag(m, "self"))
        .map(Replies::memberId)
        .findFirst();
  }

  /** The {@code ts} and {@code t} of an optime, or of an entry in the oplog. */
  static OpTime opTime(BsonDocument opTime) {
    BsonTimestamp ts = opTime.getTimestamp("ts", new BsonTimestamp(0));
    return new OpTime(
        integer(opTime, "t", -1),
        Integer.toUnsignedLong(ts.getTime()),
        Integer.toUnsignedLong(ts.getInc()));
  }

  private static Map<String, String> tags(BsonDocument member) {
    Map<String, String> tags = new HashMap<>();
    document(member, "tags")
        .ifPresent(
            t ->
                t.forEach(
                    (key, value) ->
                        tags.put(
                            key,
                            value.isString() ? value.asString().getValue() : value.toString())));
    return tags;
  }

  static int memberId(BsonDocument member) {
    return (int) integer(member, "_id", -1);
  }

  static boolean flag(BsonDocument document, String field) {
    return document.getBoolean(field, BsonBoolean.FALSE).getValue();
  }

  static long integer(BsonDocument document, String field, long otherwise) {
    return number(document, field).map(BsonNumber::longValue).orElse(otherwise);
  }

  static Optional<String> text(BsonDocument document, String field) {
    return Optional.ofNullable(document.get(field))
        .filter(BsonValue::isString)
        .map(text -> text.asString().getValue());
  }

  static Optional<BsonDocument> document(BsonDocument document, String field) {
    return Optional.ofNullable(document.get(field))
        .filter(BsonValue::isDocument)
        .map(BsonValue::asDocument);
  }

  private static Optional<BsonNumber> number(BsonDocument document, String field) {
    return Optional.ofNullable(document.get(field))
        .filter(BsonValue::isNumber)
        .map(BsonValue::asNumber);
  }

  static Stream<BsonDocument> documents(BsonDocument document, String field) {
    return document.getArray(field).stream().map(BsonValue::asDocument);
  }
}
