package io.setkeeper.standin.wire;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/**
 * A command that a client sent.
 *
 * @param channel the client's connection
 * @param connectionId counts the connections from 1
 * @param database the database it is for
 * @param body the command as it was sent, its name first
 * @param streaming whether the client takes more than one reply (OP_MSG's exhaustAllowed)
 * @param legacy whether it came as OP_QUERY
 */
public record Request(
    Channel channel,
    int connectionId,
    String database,
    Document body,
    boolean streaming,
    boolean legacy) {

  /** The command's name, as it was spelt. */
  public String name() {
    return body.keySet().iterator().next();
  }

  /** The same with another body: the next one of a stream. */
  Request with(Document next) {
    return new Request(channel, connectionId, database, next, streaming, legacy);
  }
}
