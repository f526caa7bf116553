package io.setkeeper.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Passes the messages of one direction on. What the editor does not want to see is copied as it
 * comes, whatever its size, in a buffer of 16 KiB.
 */
record Pump(InputStream in, OutputStream out, Editor editor) {
  private static final int BUFFER = 16 * 1024;

  /**
   * Runs until the input ends; an unfinished message is passed on too.
   *
   * @throws java.net.ProtocolException for what is not MongoDB's protocol, or compressed
   * @throws IOException when either side is gone
   */
  void run() throws IOException {
    byte[] buffer = new byte[BUFFER];
    boolean more = true;
    while (more) {
      int got = in.readNBytes(buffer, 0, MessageHeader.SIZE);
      if (got < MessageHeader.SIZE) {
        send(buffer, got);
        return;
      }
      MessageHeader header = MessageHeader.read(buffer);
      header.check();
      more = editor.wants(header) ? edit(header, buffer) : copy(header, buffer);
    }
  }

  private boolean edit(MessageHeader header, byte[] start) throws IOException {
    byte[] message = Arrays.copyOf(start, header.length());
    int rest = header.length() - MessageHeader.SIZE;
    int got = in.readNBytes(message, MessageHeader.SIZE, rest);
    if (got < rest) {
      send(message, MessageHeader.SIZE + got);
      return false;
    }
    byte[] edited = editor.edit(new Message(message)).bytes();
    send(edited, edited.length);
    return true;
  }

  /** The header goes out with the first bytes after it, not in a packet of its own. */
  private boolean copy(MessageHeader header, byte[] buffer) throws IOException {
    int filled = MessageHeader.SIZE;
    int rest = header.length() - filled;
    while (rest > 0) {
      int got = in.read(buffer, filled, Math.min(rest, buffer.length - filled));
      send(buffer, filled + Math.max(got, 0));
      if (got < 0) {
        return false;
      }
      rest -= got;
      filled = 0;
    }
    if (filled > 0) {
      send(buffer, filled);
    }
    return true;
  }

  private void send(byte[] bytes, int length) throws IOException {
    if (length > 0) {
      out.write(bytes, 0, length);
      out.flush();
    }
  }
}
