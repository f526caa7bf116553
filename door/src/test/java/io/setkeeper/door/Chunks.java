package io.setkeeper.door;

import java.io.InputStream;
import java.util.List;

/** A network that hands over a few bytes at a time: the given sizes, again and again. */
final class Chunks extends InputStream {
  private final byte[] bytes;
  private final List<Integer> sizes;
  private int position;
  private int reads;

  Chunks(byte[] bytes, List<Integer> sizes) {
    this.bytes = bytes;
    this.sizes = sizes;
  }

  @Override
  public int read() {
    return position < bytes.length ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (position == bytes.length) {
      return -1;
    }
    int chunk = sizes.get(reads++ % sizes.size());
    int count = Math.min(Math.min(chunk, length), bytes.length - position);
    System.arraycopy(bytes, position, into, offset, count);
    position += count;
    return count;
  }
}
