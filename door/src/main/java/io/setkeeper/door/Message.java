package io.setkeeper.door;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole message, small enough to hold, and the document in it that is its command or its reply:
 * OP_MSG's first section, the query of an OP_QUERY that is a command, OP_REPLY's first document.
 */
final class Message {
  private static final Logger LOG = LoggerFactory.getLogger(Message.class);

  private static final String COMMAND_COLLECTION = ".$cmd";
  private static final int CHECKSUM_PRESENT = 1;
  private static final int MORE_TO_COME = 1 << 1;
  private static final int CHECKSUM_SIZE = Integer.BYTES;
  private static final int SMALLEST_DOCUMENT = 5;
  private static final int REPLY_DOCUMENT = MessageHeader.SIZE + 20;
  private static final int MSG_KIND = MessageHeader.SIZE + 4;

  private final byte[] bytes;
  private final MessageHeader header;
  private final Optional<Span> document;

  /** Where the document lies in the message: from {@code start} until before {@code end}. */
  private record Span(int start, int end) {}

  /**
   * Takes a message whose header says {@code bytes.length}; the array must not change afterwards.
   */
  Message(byte[] bytes) {
    this.bytes = bytes;
    this.header = MessageHeader.read(bytes);
    this.document = find();
  }

  byte[] bytes() {
    return bytes;
  }

  MessageHeader header() {
    return header;
  }

  /** Whether this is an OP_MSG that wants no answer, or one that is followed by another. */
  boolean moreToCome() {
    return hasFlag(MORE_TO_COME);
  }

  /** The name of the document's first element, which is the name of a command. */
  Optional<String> firstName() {
    return document.flatMap(
        at -> {
          int name = at.start() + Integer.BYTES + 1;
          int end = endOfName(name, at.end());
          return end < at.end() ? Optional.of(nameAt(name, end)) : Optional.empty();
        });
  }

  /**
   * The message with its document's elements changed; the same one when they are not, when there is
   * no document, or when it is not BSON.
   */
  Message edit(UnaryOperator<List<Element>> change) {
    return document.map(at -> edit(at, change)).orElse(this);
  }

  private Message edit(Span at, UnaryOperator<List<Element>> change) {
    try {
      List<Element> elements = Element.split(Arrays.copyOfRange(bytes, at.start(), at.end()));
      List<Element> changed = change.apply(elements);
      return changed.equals(elements) ? this : with(at, Element.join(changed));
    } catch (RuntimeException malformed) {
      // The reader has no one exception for bytes that are not BSON.
      LOG.warn("A hello, or a reply to one, is passed on as it is: it is not BSON", malformed);
      return this;
    }
  }

  /** Sets the length and the checksum right. */
  private Message with(Span at, byte[] replacement) {
    int length = bytes.length - (at.end() - at.start()) + replacement.length;
    ByteBuffer changed = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    changed.put(bytes, 0, at.start()).put(replacement);
    changed.put(bytes, at.end(), bytes.length - at.end()).putInt(0, length);
    if (hasFlag(CHECKSUM_PRESENT)) {
      CRC32C checksum = new CRC32C();
      checksum.update(changed.array(), 0, length - CHECKSUM_SIZE);
      changed.putInt(length - CHECKSUM_SIZE, (int) checksum.getValue());
    }
    return new Message(changed.array());
  }

  private Optional<Span> find() {
    return switch (header.opCode()) {
      case MessageHeader.OP_MSG ->
          MSG_KIND < bytes.length && bytes[MSG_KIND] == 0 ? span(MSG_KIND + 1) : Optional.empty();
      case MessageHeader.OP_REPLY -> span(REPLY_DOCUMENT);
      case MessageHeader.OP_QUERY -> query();
      default -> Optional.empty();
    };
  }

  /** After flags, the collection's name, numberToSkip and numberToReturn. */
  private Optional<Span> query() {
    int name = MessageHeader.SIZE + Integer.BYTES;
    int end = endOfName(name, bytes.length);
    boolean command = end < bytes.length && nameAt(name, end).endsWith(COMMAND_COLLECTION);
    return command ? span(end + 1 + 2 * Integer.BYTES) : Optional.empty();
  }

  private Optional<Span> span(int start) {
    int limit = bytes.length - (hasFlag(CHECKSUM_PRESENT) ? CHECKSUM_SIZE : 0);
    if (limit - start < SMALLEST_DOCUMENT) {
      return Optional.empty();
    }
    int length = intAt(start);
    return length >= SMALLEST_DOCUMENT && length <= limit - start
        ? Optional.of(new Span(start, start + length))
        : Optional.empty();
  }

  private int endOfName(int start, int limit) {
    int end = start;
    while (end < limit && bytes[end] != 0) {
      end++;
    }
    return end;
  }

  private String nameAt(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private boolean hasFlag(int flag) {
    return header.opCode() == MessageHeader.OP_MSG
        && bytes.length >= MSG_KIND
        && (intAt(MessageHeader.SIZE) & flag) != 0;
  }

  private int intAt(int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }
}
