package io.setkeeper.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Builds and reads messages of the wire protocol, independently of the code under test. */
final class Wire {
  static final int CHECKSUM_PRESENT = 1;
  static final int MORE_TO_COME = 2;
  static final int EXHAUST_ALLOWED = 1 << 16;

  private Wire() {}

  static byte[] bson(BsonDocument document) {
    var buffer = new RawBsonDocument(document, new BsonDocumentCodec()).getByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static byte[] message(int id, int responseTo, int opCode, byte[]... parts) {
    byte[] body = concat(parts);
    return ByteBuffer.allocate(16 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(16 + body.length)
        .putInt(id)
        .putInt(responseTo)
        .putInt(opCode)
        .put(body)
        .array();
  }

  /** An OP_MSG of one section; with the checksum that the flag promises. */
  static byte[] msg(int id, int responseTo, int flags, BsonDocument document) {
    return msg(id, responseTo, flags, bson(document));
  }

  static byte[] msg(int id, int responseTo, int flags, byte[] document) {
    byte[] kind = {0};
    if ((flags & CHECKSUM_PRESENT) == 0) {
      return message(id, responseTo, 2013, int32(flags), kind, document);
    }
    byte[] whole = message(id, responseTo, 2013, int32(flags), kind, document, int32(0));
    int at = whole.length - 4;
    CRC32C checksum = new CRC32C();
    checksum.update(whole, 0, at);
    System.arraycopy(int32((int) checksum.getValue()), 0, whole, at, 4);
    return whole;
  }

  static byte[] query(int id, String collection, BsonDocument document) {
    byte[] name = (collection + "\0").getBytes(StandardCharsets.UTF_8);
    return message(id, 0, 2004, int32(4), name, int32(0), int32(-1), bson(document));
  }

  static byte[] reply(int id, int responseTo, BsonDocument document) {
    byte[] fixed = concat(int32(8), int32(0), int32(0), int32(0), int32(1));
    return message(id, responseTo, 1, fixed, bson(document));
  }

  static byte[] int32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static int intAt(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }

  /** The document that begins at an offset. */
  static BsonDocument documentAt(byte[] bytes, int offset) {
    byte[] document = Arrays.copyOfRange(bytes, offset, offset + intAt(bytes, offset));
    return new RawBsonDocument(document).decode(new BsonDocumentCodec());
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
