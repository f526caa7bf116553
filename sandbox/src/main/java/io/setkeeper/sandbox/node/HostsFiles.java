package io.setkeeper.sandbox.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The file of names, twice: replaced by rename, which no reader sees half-written; and overwritten
 * in place, for those who have it mounted and would not see a rename.
 *
 * @param replaced the one for most
 * @param overwritten the one to mount
 */
record HostsFiles(Path replaced, Path overwritten) {
  /** Filled up with empty lines to this, so that a write in place never has to cut it off. */
  private static final int STEP = 64 * 1024;

  static HostsFiles in(Path folder) {
    return new HostsFiles(folder.resolve("hosts"), folder.resolve("hosts.mounted"));
  }

  void write(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    int size = (bytes.length / STEP + 1) * STEP;
    byte[] padded = Arrays.copyOf(bytes, size);
    Arrays.fill(padded, bytes.length, size, (byte) '\n');
    try {
      Path fresh = replaced.resolveSibling("hosts.new");
      Files.write(fresh, bytes);
      Files.move(fresh, replaced, StandardCopyOption.ATOMIC_MOVE);
      Files.write(overwritten, padded, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + replaced, e);
    }
  }
}
