package io.setkeeper.door;

/** What becomes of the messages of one direction of a connection. */
interface Editor {
  /** Messages above this many bytes are never edited: no hello and no reply to one is so large. */
  int LARGEST_EDITED = 64 * 1024;

  /**
   * Told of every message before any of its bytes is passed on; whether {@link #edit} has to see
   * it. Must be false above {@link #LARGEST_EDITED}.
   */
  boolean wants(MessageHeader header);

  /** The message to pass on instead, or the same one. */
  Message edit(Message message);
}
