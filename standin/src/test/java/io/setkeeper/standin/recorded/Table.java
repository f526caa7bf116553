package io.setkeeper.standin.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A small table in the test resources: lines of values, separated by commas, # begins a remark. */
final class Table {
  private Table() {}

  /**
   * @param columns how many there are; the last one may hold commas
   */
  static List<List<String>> read(String resource, int columns) {
    try (var stream = Objects.requireNonNull(Table.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(",", columns)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
