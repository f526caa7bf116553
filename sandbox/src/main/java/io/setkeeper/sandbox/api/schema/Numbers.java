package io.setkeeper.sandbox.api.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The fields of a type by their numbers in protocol buffers.
 *
 * @param fields by number
 */
record Numbers(Map<Integer, Numbered> fields) {
  private static final String TABLE = "protobuf.txt";

  /** A field: its name in JSON and its type. */
  record Numbered(String name, FieldType type) {}

  /** Read when first needed. */
  private static final class Holder {
    static final Map<String, Numbers> TYPES = read();
  }

  static Optional<Numbers> of(String type) {
    return Optional.ofNullable(Holder.TYPES.get(type));
  }

  Optional<Numbered> field(int number) {
    return Optional.ofNullable(fields.get(number));
  }

  private static Map<String, Numbers> read() {
    Map<String, Numbers> types = new HashMap<>();
    try (InputStream in = Objects.requireNonNull(Numbers.class.getResourceAsStream(TABLE), TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(types, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  private static void add(Map<String, Numbers> types, String line) {
    String[] words = line.split(" ", -1);
    Map<Integer, Numbered> fields = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] parts = words[i].split(":", -1);
      fields.put(Integer.valueOf(parts[0]), new Numbered(parts[1], FieldType.parse(parts[2])));
    }
    types.put(words[0], new Numbers(fields));
  }
}
