package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;

/**
 * What a process knows of itself, whether or not it is in a set.
 *
 * @param setName from {@code --replSet}
 * @param processId made anew at each start
 * @param topologyCounter grows whenever what hello shows changes (awaitable hello waits for that)
 * @param started when the process began
 */
public record Node(String setName, ObjectId processId, long topologyCounter, Instant started) {

  /** The same after a change that hello shows. */
  public Node changed() {
    return new Node(setName, processId, topologyCounter + 1, started);
  }

  /** {@code topologyVersion} in hello and in errors that mean a change of primary. */
  public Document topologyVersion() {
    return new Document("processId", processId).append("counter", topologyCounter);
  }
}
