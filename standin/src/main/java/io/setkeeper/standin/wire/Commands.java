package io.setkeeper.standin.wire;

import de.bwaldvogel.mongo.bson.Document;

/** Whoever answers commands. */
public interface Commands {
  /**
   * The reply, a refusal included. May block, for an awaitable hello up to its {@code
   * maxAwaitTimeMS}; called on a thread of the connection's own.
   */
  Document answer(Request request) throws InterruptedException;

  /** A connection ended. */
  default void closed(int connectionId) {}
}
