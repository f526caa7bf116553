package io.setkeeper.sandbox.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files: {@code <type>/<namespace>/<name>.json}, and {@code resource-version}, a bound that no
 * version in use has reached.
 */
final class Disk {
  /** Versions are taken from the file by the thousand, so that it is not written each time. */
  private static final long STEP = 1_000;

  private static final int LONGEST_FILE_NAME = 255;
  private final Path folder;
  private final Path fresh;
  private long bound;

  Disk(Path folder) {
    this.folder = folder;
    this.fresh = folder.resolve("new.tmp");
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("resource-version");
      bound = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      throw new UncheckedIOException(new IOException("cannot read " + folder + ": " + e, e));
    }
  }

  /** The version to start from: higher than any before. */
  long firstVersion() {
    return bound;
  }

  /** Makes sure that a later process starts above this version. */
  void reserve(long version) {
    if (version >= bound) {
      bound = version + STEP;
      replace(
          folder.resolve("resource-version"),
          Long.toString(bound).getBytes(StandardCharsets.US_ASCII));
    }
  }

  void load(List<ResourceType> types, BiConsumer<ResourceType, ObjectNode> found) {
    for (ResourceType type : types) {
      Path top = folder.resolve(type.qualifiedPlural());
      if (!type.persisted() || !Files.isDirectory(top)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(top, 2)) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .forEach(file -> found.accept(type, read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + top, e);
      }
    }
  }

  private static ObjectNode read(Path file) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException | JacksonException | ClassCastException e) {
      throw new UncheckedIOException(
          new IOException("not readable as an object: " + file + " (restore or delete it)", e));
    }
  }

  void save(ResourceType type, ObjectNode object) {
    if (type.persisted()) {
      replace(file(type, object), Json.MAPPER.writeValueAsBytes(object));
    }
  }

  void remove(ResourceType type, ObjectNode object) {
    try {
      Files.deleteIfExists(file(type, object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace(Path file, byte[] content) {
    try {
      Files.write(fresh, content);
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        Files.createDirectories(file.resolveSibling("."));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private Path file(ResourceType type, ObjectNode object) {
    Path of = folder.resolve(type.qualifiedPlural()).resolve(Json.namespace(object));
    String name = Json.name(object) + ".json";
    return of.resolve(name.length() > LONGEST_FILE_NAME ? digest(name) + ".json" : name);
  }

  private static String digest(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
