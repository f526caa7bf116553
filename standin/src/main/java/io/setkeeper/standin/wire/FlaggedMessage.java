package io.setkeeper.standin.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;

/** An OP_MSG with its flags, which mongo-java-server's own drops. */
final class FlaggedMessage extends MongoMessage {
  static final int CHECKSUM_PRESENT = 1;
  static final int MORE_TO_COME = 1 << 1;
  static final int EXHAUST_ALLOWED = 1 << 16;

  private final int flags;

  FlaggedMessage(Channel channel, MessageHeader header, Document document, int flags) {
    super(channel, header, document);
    this.flags = flags;
  }

  @Override
  public int getFlags() {
    return flags;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
