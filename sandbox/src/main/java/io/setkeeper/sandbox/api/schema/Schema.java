package io.setkeeper.sandbox.api.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The table of types, read when it is first asked for. */
final class Schema {
  private static final String TABLE = "types.txt";
  private final Map<String, Map<String, FieldType>> types;

  /** Waits with the reading until somebody creates something. */
  private static final class Holder {
    static final Schema SCHEMA = new Schema(read());
  }

  private Schema(Map<String, Map<String, FieldType>> types) {
    this.types = types;
  }

  static Schema get() {
    return Holder.SCHEMA;
  }

  /** The fields of a type; nothing for a basic one. */
  Optional<Map<String, FieldType>> fields(String type) {
    return Optional.ofNullable(types.get(type));
  }

  /** All types by name. */
  Map<String, Map<String, FieldType>> types() {
    return types;
  }

  /** The type of a kind's objects in a group: two groups have an Event. */
  static String typeOf(String group, String kind) {
    return group.equals("events.k8s.io") ? "events." + kind : kind;
  }

  private static Map<String, Map<String, FieldType>> read() {
    Map<String, Map<String, FieldType>> types = new TreeMap<>();
    try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(TABLE), TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] words = line.split(" ", -1);
                Map<String, FieldType> fields = new LinkedHashMap<>();
                for (int i = 1; i < words.length; i++) {
                  int colon = words[i].indexOf(':');
                  fields.put(
                      words[i].substring(0, colon), FieldType.parse(words[i].substring(colon + 1)));
                }
                types.put(words[0], fields);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }
}
