package io.setkeeper.door;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * One top-level element of a BSON document, as its bytes: type, name and value. So what is not
 * changed stays the same to the last bit.
 */
final class Element {
  private static final int LENGTH_SIZE = Integer.BYTES;
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private final String name;
  private final byte[] bytes;

  private Element(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  static Element of(String name, BsonValue value) {
    byte[] document = bytesOf(new BsonDocument(name, value));
    return new Element(name, Arrays.copyOfRange(document, LENGTH_SIZE, document.length - 1));
  }

  String name() {
    return name;
  }

  BsonValue value() {
    BsonValue value = new RawBsonDocument(join(List.of(this))).decode(CODEC).get(name);
    if (value == null) {
      throw new IllegalStateException("An element without its own value: " + name);
    }
    return value;
  }

  /**
   * Takes a document apart.
   *
   * @throws RuntimeException of several kinds when it is not BSON
   */
  static List<Element> split(byte[] document) {
    List<Element> elements = new ArrayList<>();
    try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(document))) {
      reader.readStartDocument();
      int start = reader.getBsonInput().getPosition();
      while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        String name = reader.readName();
        reader.skipValue();
        int end = reader.getBsonInput().getPosition();
        elements.add(new Element(name, Arrays.copyOfRange(document, start, end)));
        start = end;
      }
      reader.readEndDocument();
    }
    return elements;
  }

  /** The document of these elements. */
  static byte[] join(List<Element> elements) {
    int length = LENGTH_SIZE + 1 + elements.stream().mapToInt(e -> e.bytes.length).sum();
    ByteBuffer document = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    document.putInt(length);
    elements.forEach(element -> document.put(element.bytes));
    return document.put((byte) 0).array();
  }

  private static byte[] bytesOf(BsonDocument document) {
    var buffer = new RawBsonDocument(document, CODEC).getByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
