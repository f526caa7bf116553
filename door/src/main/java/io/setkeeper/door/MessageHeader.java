package io.setkeeper.door;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What every message of the wire protocol begins with.
 *
 * @param length of the whole message in bytes, header included
 * @see <a href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">MongoDB Wire
 *     Protocol</a>
 */
record MessageHeader(int length, int requestId, int responseTo, int opCode) {
  static final int SIZE = 16;

  static final int OP_REPLY = 1;
  static final int OP_QUERY = 2004;
  static final int OP_COMPRESSED = 2012;
  static final int OP_MSG = 2013;

  /** mongod's own limit: MaxMessageSizeBytes. */
  private static final int LARGEST = 48_000_000;

  /** A TLS handshake's first two bytes (RFC 8446, 5.1), as the lower half of our length. */
  private static final int TLS_HANDSHAKE = 0x0316;

  /** Reads the header at the beginning of {@code bytes}, of which there must be {@link #SIZE}. */
  static MessageHeader read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new MessageHeader(buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt());
  }

  /** Refuses what a door cannot pass on. */
  void check() throws ProtocolException {
    if ((length & 0xffff) == TLS_HANDSHAKE && (opCode < OP_REPLY || opCode > OP_MSG)) {
      throw new ProtocolException(
          "a TLS handshake: a door passes plain connections only, leave tls out of the connection"
              + " string");
    }
    if (length < SIZE || length > LARGEST) {
      throw new ProtocolException("a message of " + length + " bytes is not MongoDB's protocol");
    }
    if (opCode == OP_COMPRESSED) {
      throw new ProtocolException(
          "a compressed message, although compression is never negotiated through a door");
    }
  }
}
