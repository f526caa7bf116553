package io.setkeeper.sandbox.api;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A file of lines that grows, and is now and then replaced by an empty one. */
final class LogFile {
  private static final int CHUNK = 16 * 1024;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private final Path file;

  LogFile(Path file) {
    this.file = file;
  }

  /** Where the last lines begin. */
  long startOfLast(long lines) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = in.length();
      long position = end;
      long found = 0;
      byte[] chunk = new byte[CHUNK];
      while (position > 0) {
        int size = (int) Math.min(CHUNK, position);
        position -= size;
        in.seek(position);
        in.readFully(chunk, 0, size);
        for (int i = size - 1; i >= 0; i--) {
          // The line break at the very end ends the last line and begins none.
          boolean starts = chunk[i] == '\n' && position + i != end - 1;
          if (starts && ++found == lines) {
            return position + i + 1;
          }
        }
      }
      return lines == 0 ? end : 0;
    }
  }

  /** Copies from a position on; answers the position where it stopped. */
  long copy(long start, long most, OutputStream out) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long position = Math.min(start, in.length());
      in.seek(position);
      byte[] chunk = new byte[CHUNK];
      long left = most;
      while (left > 0) {
        int size = in.read(chunk, 0, (int) Math.min(CHUNK, left));
        if (size < 0) {
          break;
        }
        out.write(chunk, 0, size);
        position += size;
        left -= size;
      }
      return position;
    }
  }

  /** Copies, and goes on with what is added, while more may come. */
  void follow(long start, long most, OutputStream out, BooleanSupplier alive) throws IOException {
    long position = start;
    long left = most;
    try {
      boolean more = true;
      while (more && left > 0) {
        more = alive.getAsBoolean();
        long from = Files.size(file) < position ? 0 : position;
        position = copy(from, left, out);
        left -= position - from;
        out.flush();
        if (more) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (NoSuchFileException e) {
      // The pod is gone, and its files with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
