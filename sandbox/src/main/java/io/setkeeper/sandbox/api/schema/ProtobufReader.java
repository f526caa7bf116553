package io.setkeeper.sandbox.api.schema;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads objects as protocol buffers: recent kubectls send some of the small kinds so ({@code create
 * configmap}, {@code auth can-i}). Those whose fields are in the table are understood; the others
 * are refused, never read in part.
 */
public final class ProtobufReader {
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int CONTINUED = 0x80;

  private ProtobufReader() {}

  /**
   * Reads an object in its envelope.
   *
   * @throws StatusException it is not understood
   */
  public static ObjectNode read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] magic = new byte[MAGIC.length];
    try {
      in.get(magic);
      if (!java.util.Arrays.equals(magic, MAGIC)) {
        throw refuse("no envelope");
      }
      ObjectNode envelope = message("Unknown", in);
      String kind = Json.text(envelope, "typeMeta", "kind");
      byte[] raw = Base64.getDecoder().decode(Json.text(envelope, "raw"));
      ObjectNode object = message(kind, ByteBuffer.wrap(raw));
      object.put("apiVersion", Json.text(envelope, "typeMeta", "apiVersion"));
      object.put("kind", kind);
      return object;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw refuse("it ends too early");
    }
  }

  private static ObjectNode message(String type, ByteBuffer in) {
    Numbers numbers = Numbers.of(type).orElseThrow(() -> refuse("kind " + type));
    ObjectNode message = Json.object();
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      Numbers.Numbered field =
          numbers.field(number).orElseThrow(() -> refuse(type + ", field number " + number));
      field(message, field, (int) (tag & 7), in);
    }
    return message;
  }

  private static void field(ObjectNode message, Numbers.Numbered field, int wire, ByteBuffer in) {
    String type = field.type().name();
    switch (wire) {
      case VARINT -> {
        long value = varint(in);
        message.set(
            field.name(),
            type.equals("boolean") ? BooleanNode.valueOf(value != 0) : LongNode.valueOf(value));
      }
      case BYTES -> {
        ByteBuffer part = slice(in);
        switch (field.type().shape()) {
          case ONE -> one(message, field.name(), value(type, part));
          case LIST -> Json.list(message, field.name()).add(value(type, part));
          case MAP -> entry(Json.with(message, field.name()), type, part);
        }
      }
      default -> throw refuse("wire type " + wire);
    }
  }

  /** Fields that are not given come as empty ones. */
  private static void one(ObjectNode message, String name, JsonNode value) {
    boolean empty = value.isString() && value.asString().isEmpty();
    if (!empty && !value.isNull()) {
      message.set(name, value);
    }
  }

  private static void entry(ObjectNode map, String type, ByteBuffer in) {
    String key = "";
    JsonNode value = StringNode.valueOf("");
    while (in.hasRemaining()) {
      long tag = varint(in);
      ByteBuffer part = slice(in);
      if (tag >>> 3 == 1) {
        key = text(part);
      } else {
        value = value(type, part);
      }
    }
    map.set(key, value);
  }

  private static JsonNode value(String type, ByteBuffer in) {
    return switch (type) {
      case "string" -> StringNode.valueOf(text(in));
      case "bytes" -> StringNode.valueOf(Base64.getEncoder().encodeToString(bytes(in)));
      case "Ignored" -> Json.MAPPER.nullNode();
      default -> message(type, in);
    };
  }

  private static ByteBuffer slice(ByteBuffer in) {
    int length = (int) varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if ((next & CONTINUED) == 0) {
        return value;
      }
    }
    throw refuse("a number is too long");
  }

  private static StatusException refuse(String what) {
    return StatusException.of(
        Reason.UNSUPPORTED_MEDIA_TYPE,
        "the sandbox does not understand this as protocol buffers (%s): send JSON, e.g. with kubectl create -f"
            .formatted(what));
  }
}
