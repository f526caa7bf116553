package io.setkeeper.image;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be built.
 *
 * @param work the folder to work in: has {@code jars} and {@code bom.json}, gets the tarballs
 * @param flags the folder with the JVM flags of each program
 * @param licence the project's own licence
 * @param version the project's
 * @param time the age of every file: the same sources give the same layers at any time
 * @param prefix of the images' names
 * @param tag of the images' names
 * @param base an image to build on; empty: this machine's own C library
 * @param revision the sources' commit, for the label; empty: no label
 * @param aot whether the programs are trained
 */
record Order(
    Path work,
    Path flags,
    Path licence,
    String version,
    Instant time,
    String prefix,
    String tag,
    Optional<String> base,
    Optional<String> revision,
    boolean aot) {

  /**
   * Reads {@code key=value} arguments.
   *
   * @throws Unbuildable one is missing or can't be understood
   */
  static Order of(String... arguments) {
    Map<String, String> values =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    return new Order(
        Path.of(required(values, "work")),
        Path.of(required(values, "flags")),
        Path.of(required(values, "licence")),
        required(values, "version"),
        time(required(values, "time")),
        required(values, "prefix"),
        required(values, "tag"),
        optional(values, "base"),
        optional(values, "revision"),
        yes(required(values, "aot")));
  }

  private static String required(Map<String, String> values, String key) {
    return optional(values, key)
        .orElseThrow(() -> new Unbuildable("-Dimage.%s is empty: give it a value".formatted(key)));
  }

  private static Optional<String> optional(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Unbuildable(
          "project.build.outputTimestamp is no time of the form 2026-01-01T00:00:00Z: " + text, e);
    }
  }

  private static boolean yes(String word) {
    return switch (word) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new Unbuildable("-Dimage.aot may be yes or no, and is " + word);
    };
  }

  /** An image's whole name. */
  String name(Program program) {
    return "%s/%s:%s".formatted(prefix, program.label(), tag);
  }

  /** The root file system that becomes an image. */
  Path root(Program program) {
    return work.resolve("root").resolve(program.label());
  }

  /** The image as a file. */
  Path tarball(Program program) {
    return work.resolve("setkeeper-%s.tar".formatted(program.label()));
  }
}
