package io.setkeeper.door;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;

/** What the members of a set that exists only in a test agree on. */
final class FakeSet {
  private List<String> members = List.of();
  private String primary = "";
  private int version;
  private int term;

  /** A new config and a new election, which every streaming hello is told of. */
  synchronized void become(List<String> names, String elected) {
    members = List.copyOf(names);
    primary = elected;
    version++;
    term++;
    notifyAll();
  }

  synchronized boolean isPrimary(String name) {
    return primary.equals(name);
  }

  synchronized int version() {
    return version;
  }

  /** Waits until there is a newer version than the given one, or the time is over. */
  synchronized void awaitNewer(int than, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (version <= than && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized BsonDocument hello(String me) {
    List<BsonString> hosts = new ArrayList<>();
    members.forEach(host -> hosts.add(new BsonString(host)));
    boolean writable = primary.equals(me);
    BsonDocument hello =
        new BsonDocument("helloOk", BsonBoolean.TRUE)
            .append(
                "topologyVersion",
                new BsonDocument(
                        "processId", new BsonObjectId(new ObjectId(0, me.hashCode() & 0xffffff)))
                    .append("counter", new BsonInt64(version)))
            .append("hosts", new BsonArray(hosts))
            .append("setName", new BsonString("rs0"))
            .append("setVersion", new BsonInt32(version))
            .append("isWritablePrimary", BsonBoolean.valueOf(writable))
            .append("ismaster", BsonBoolean.valueOf(writable))
            .append("secondary", BsonBoolean.valueOf(!writable))
            .append("primary", new BsonString(primary))
            .append("me", new BsonString(me))
            .append("maxBsonObjectSize", new BsonInt32(16_777_216))
            .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
            .append("maxWriteBatchSize", new BsonInt32(100_000))
            .append("minWireVersion", new BsonInt32(0))
            .append("maxWireVersion", new BsonInt32(21))
            .append("readOnly", BsonBoolean.FALSE)
            .append("ok", new BsonInt32(1));
    return writable
        ? hello.append("electionId", new BsonObjectId(new ObjectId(0x7fffffff, term)))
        : hello;
  }
}
