package io.setkeeper.mongodb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** MongoDB's wire protocol as a server reads and writes it: OP_MSG, and OP_QUERY for a greeting. */
final class Wire {
  private static final int HEADER = 16;
  private static final int OP_REPLY = 1;
  private static final int OP_QUERY = 2004;
  private static final int OP_MSG = 2013;
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private Wire() {}

  /**
   * A message.
   *
   * @param id to be answered to
   * @param opCode OP_QUERY or OP_MSG
   */
  record Request(int id, int opCode, BsonDocument command) {
    boolean isOpQuery() {
      return opCode == OP_QUERY;
    }
  }

  static Request read(InputStream from) throws IOException {
    ByteBuffer header = buffer(from.readNBytes(HEADER), HEADER);
    int length = header.getInt();
    int id = header.getInt();
    header.getInt();
    int opCode = header.getInt();
    if (opCode != OP_QUERY && opCode != OP_MSG) {
      throw new ProtocolException("a TLS greeting, or whatever it is");
    }
    ByteBuffer body = buffer(from.readNBytes(length - HEADER), length - HEADER);
    body.getInt(); // flags
    if (opCode == OP_QUERY) {
      while (body.get() != 0) {
        // the collection's name
      }
      body.getInt(); // to skip
      body.getInt(); // to return
    } else {
      body.get(); // the kind of the only section
    }
    return new Request(
        id, opCode, CODEC.decode(new BsonBinaryReader(body), DecoderContext.builder().build()));
  }

  static void reply(OutputStream to, Request request, BsonDocument reply) throws IOException {
    BasicOutputBuffer document = new BasicOutputBuffer();
    CODEC.encode(new BsonBinaryWriter(document), reply, EncoderContext.builder().build());
    byte[] bytes = document.toByteArray();
    boolean message = request.opCode() == OP_MSG;
    int length = HEADER + (message ? 5 : 20) + bytes.length;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(length).putInt(0).putInt(request.id()).putInt(message ? OP_MSG : OP_REPLY);
    if (message) {
      out.putInt(0).put((byte) 0);
    } else {
      out.putInt(8).putLong(0).putInt(0).putInt(1);
    }
    to.write(out.put(bytes).array());
    to.flush();
  }

  private static ByteBuffer buffer(byte[] bytes, int wanted) throws EOFException {
    if (bytes.length < wanted) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
