package io.setkeeper.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One client's connection without sockets: what goes in at one end, and what comes out. */
final class Line {
  private final HelloExchanges exchanges = new HelloExchanges();
  private final Map<String, String> outside;
  private final List<Integer> chunks;

  Line(Map<String, String> outside) {
    this(outside, List.of(Integer.MAX_VALUE));
  }

  Line(Map<String, String> outside, List<Integer> chunks) {
    this.outside = outside;
    this.chunks = chunks;
  }

  byte[] request(byte[]... messages) throws IOException {
    return pump(new RequestEditor(exchanges), messages);
  }

  byte[] reply(byte[]... messages) throws IOException {
    return pump(
        new ReplyEditor(exchanges, address -> outside.getOrDefault(address, address)), messages);
  }

  private byte[] pump(Editor editor, byte[]... messages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Pump(new Chunks(Wire.concat(messages), chunks), out, editor).run();
    return out.toByteArray();
  }
}
