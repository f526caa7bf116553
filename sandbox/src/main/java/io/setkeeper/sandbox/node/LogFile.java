package io.setkeeper.sandbox.node;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a container printed: the file {@code log}, and {@code log.previous}, which is that of the
 * run before, or the older part of a long one. So a container has at most two files of a limited
 * size. Safe for several threads.
 */
final class LogFile implements Closeable {
  private final Path file;
  private final long limit;
  private OutputStream out = OutputStream.nullOutputStream();
  private long size;

  /**
   * The log in this folder.
   *
   * @param limit bytes after which a file is put aside
   */
  LogFile(Path folder, long limit) {
    this.file = folder.resolve("log");
    this.limit = limit;
  }

  Path file() {
    return file;
  }

  /** Puts the log of the run before aside, and starts a new one. */
  synchronized void startAnew() throws IOException {
    out.close();
    Files.createDirectories(file.resolveSibling("."));
    if (Files.exists(file)) {
      Files.move(file, file.resolveSibling("log.previous"), StandardCopyOption.REPLACE_EXISTING);
    }
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = 0;
  }

  synchronized void write(byte[] bytes, int length) throws IOException {
    if (size > 0 && size + length > limit) {
      startAnew();
    }
    out.write(bytes, 0, length);
    size += length;
  }

  /** The last lines, of at most so many bytes; empty where there is nothing. */
  synchronized String tail(int bytes, int lines) {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, log.length() - bytes);
      byte[] end = new byte[(int) (log.length() - start)];
      log.seek(start);
      log.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      boolean cut = start > 0 && all.size() > 1;
      List<String> whole = cut ? all.subList(1, all.size()) : all;
      return String.join("\n", whole.subList(Math.max(0, whole.size() - lines), whole.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
