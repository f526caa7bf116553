package io.setkeeper.standin.wire;

import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * mongo-java-server's decoder, which refuses the flags of a streaming hello: they are taken out
 * before it looks, and kept with the message.
 */
final class RequestDecoder extends MongoWireProtocolHandler {
  private static final int OP_CODE = 12;
  private static final int FLAGS = 16;
  private static final int SMALLEST = 20;
  private static final int QUERY_FLAGS_UNDERSTOOD = 4 | 16;

  @Override
  protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf in)
      throws Exception {
    if (in.readableBytes() < SMALLEST) {
      return null;
    }
    int begin = in.readerIndex();
    int length = in.getIntLE(begin);
    if (length < SMALLEST || length > MAX_MESSAGE_SIZE_BYTES) {
      throw new IOException("a message of " + length + " bytes");
    }
    if (in.readableBytes() < length) {
      return null;
    }
    int code = in.getIntLE(begin + OP_CODE);
    int flags = in.getIntLE(begin + FLAGS);
    if (code == OpCode.OP_MSG.getId()) {
      in.setIntLE(begin + FLAGS, flags & FlaggedMessage.CHECKSUM_PRESENT);
    } else if (code == OpCode.OP_QUERY.getId()) {
      in.setIntLE(begin + FLAGS, flags & QUERY_FLAGS_UNDERSTOOD);
    }
    var request = super.decode(context, in);
    return request instanceof MongoMessage message
        ? new FlaggedMessage(
            message.getChannel(), message.getHeader(), message.getDocument(), flags)
        : request;
  }
}
