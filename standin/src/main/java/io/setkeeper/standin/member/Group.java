package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.store.Fields;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * The Raft group that a config's members are to be in.
 *
 * @param id the set's first group has the set's own id; each forced config that could not go
 *     through the log of the one before begins another
 * @param founders its first voters, on a member that was there at the beginning; else empty: it is
 *     invited
 */
record Group(UUID id, List<Peer> founders) {

  /** A set's first group. */
  static Group first(ReplicaSetConfig config, List<Peer> founders) {
    return new Group(idOf(config.settings().replicaSetId().orElseThrow()), founders);
  }

  private static UUID idOf(ObjectId replicaSetId) {
    var bytes = ByteBuffer.allocate(16).put(replicaSetId.toByteArray()).flip().limit(16);
    return new UUID(bytes.getLong(0), bytes.getLong(8));
  }

  /** A group that begins with one member, out of what that has. */
  static Group begunBy(Peer peer) {
    return new Group(UUID.randomUUID(), List.of(peer));
  }

  /** What this is to a member that heard of it: nothing but the id, unless it founded it. */
  Group asSeenBy(String node) {
    boolean founder = founders.stream().anyMatch(peer -> peer.id().equals(node));
    return founder ? this : new Group(id, List.of());
  }

  /** The name of the folder of its log. */
  String folder(ReplicaSetConfig config) {
    return id.equals(first(config, List.of()).id()) ? "raft" : "raft-" + id;
  }

  void addTo(Document document) {
    document
        .append("group", id.toString())
        .append(
            "founders",
            founders.stream()
                .map(
                    peer ->
                        new Document("id", peer.id())
                            .append("address", peer.address())
                            .append("priority", peer.priority()))
                .toList());
  }

  /** What {@link #addTo} wrote beside this config; the set's first group where none is named. */
  static Group in(Document document, ReplicaSetConfig config) {
    var first = first(config, founders(document));
    return Fields.find(document, "group", String.class)
        .map(id -> new Group(UUID.fromString(id), first.founders()))
        .orElse(first);
  }

  private static List<Peer> founders(Document document) {
    return Fields.documents(document, "founders").stream()
        .map(
            peer ->
                new Peer(
                    Fields.text(peer, "id"),
                    Fields.text(peer, "address"),
                    (int) Fields.number(peer, "priority")))
        .toList();
  }
}
