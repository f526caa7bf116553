package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** hello and isMaster. */
final class Hello {
  private static final int MAX_WIRE_VERSION = 13;
  private static final int ELECTION_ID_PREFIX = 0x7fffffff;

  private Hello() {}

  static Document of(ReplicaSetState state, Instant now, int connectionId, String primaryField) {
    Document reply = new Document("topologyVersion", state.node().topologyVersion());
    switch (state) {
      case ReplicaSetState.Member member -> appendMember(reply, member, primaryField);
      case ReplicaSetState.Uninitiated _, ReplicaSetState.Removed _ ->
          reply
              .append(primaryField, false)
              .append("secondary", false)
              .append("info", "Does not have a valid replica set config")
              .append("isreplicaset", true);
    }
    return Replies.ok(
        reply
            .append("maxBsonObjectSize", 16 * 1024 * 1024)
            .append("maxMessageSizeBytes", 48_000_000)
            .append("maxWriteBatchSize", 100_000)
            .append("localTime", now)
            .append("logicalSessionTimeoutMinutes", 30)
            .append("connectionId", connectionId)
            .append("minWireVersion", 0)
            .append("maxWireVersion", MAX_WIRE_VERSION)
            .append("readOnly", false));
  }

  private static void appendMember(
      Document reply, ReplicaSetState.Member member, String primaryField) {
    ReplicaSetConfig config = member.config();
    ReplicaSetState.Role role = member.role();
    MemberConfig self = member.self();
    reply.append("hosts", shown(config, m -> !m.arbiterOnly() && m.priority() > 0));
    appendIfAny(reply, "passives", shown(config, m -> !m.arbiterOnly() && m.priority() == 0));
    appendIfAny(reply, "arbiters", shown(config, MemberConfig::arbiterOnly));
    reply
        .append("setName", config.setName())
        .append("setVersion", config.version().version())
        .append(primaryField, role.writable())
        .append("secondary", isReadable(role) && !role.writable());
    role.primaryHost().ifPresent(host -> reply.append("primary", host));
    appendKind(reply, self);
    reply.append("me", self.host());
    if (role.state() == MemberState.PRIMARY) {
      reply.append("electionId", electionId(member.term()));
    }
    reply.append("lastWrite", lastWrite(member.progress()));
  }

  private static boolean isReadable(ReplicaSetState.Role role) {
    return role.state() == MemberState.SECONDARY || role.state() == MemberState.PRIMARY;
  }

  private static void appendKind(Document reply, MemberConfig self) {
    if (self.arbiterOnly()) {
      reply.append("arbiterOnly", true);
    } else if (self.priority() == 0) {
      reply.append("passive", true);
    }
    if (self.hidden()) {
      reply.append("hidden", true);
    }
    if (!self.buildIndexes()) {
      reply.append("buildIndexes", false);
    }
    if (self.secondaryDelaySecs() > 0) {
      reply.append("secondaryDelaySecs", Math.toIntExact(self.secondaryDelaySecs()));
    }
    if (!self.tags().isEmpty()) {
      reply.append("tags", new Document(self.tags()));
    }
  }

  private static List<String> shown(ReplicaSetConfig config, Predicate<MemberConfig> which) {
    return config.members().stream()
        .filter(m -> !m.hidden())
        .filter(which)
        .map(MemberConfig::host)
        .toList();
  }

  private static void appendIfAny(Document reply, String name, List<String> hosts) {
    if (!hosts.isEmpty()) {
      reply.append(name, hosts);
    }
  }

  /** 7fffffff, then the term: a later primary's is always greater. */
  static ObjectId electionId(long term) {
    return new ObjectId(ByteBuffer.allocate(12).putInt(ELECTION_ID_PREFIX).putLong(term).array());
  }

  private static Document lastWrite(Progress progress) {
    OpTime applied = progress.own().applied();
    Document lastWrite =
        new Document("opTime", applied.toDocument()).append("lastWriteDate", applied.date());
    progress
        .majorityRead()
        .ifPresent(
            majority ->
                lastWrite
                    .append("majorityOpTime", majority.toDocument())
                    .append("majorityWriteDate", majority.date()));
    return lastWrite;
  }
}
