package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Where two replies differ. Numbers of the recordings are whole or not: their JSON does not tell 32
 * from 64 bits.
 *
 * @param path where, as in {@code members.0.optime.ts}
 * @param expected what mongod answered
 * @param actual what the stand-in answered
 */
record Difference(String path, String expected, String actual) {

  @Override
  public String toString() {
    return path + ": mongod " + expected + ", stand-in " + actual;
  }

  /**
   * All differences, in presence, order and type of fields and in values.
   *
   * @param varies whether the value at a path (its array indexes left out) may vary
   */
  static List<Difference> between(
      Document expected, Document actual, BiPredicate<String, Object> varies) {
    List<Difference> found = new ArrayList<>();
    new Comparison(varies, found).documents("", expected, actual);
    return found;
  }

  private record Comparison(BiPredicate<String, Object> varies, List<Difference> found) {

    void documents(String path, Document expected, Document actual) {
      List<String> expectedKeys = List.copyOf(expected.keySet());
      List<String> actualKeys = List.copyOf(actual.keySet());
      if (!expectedKeys.equals(actualKeys)) {
        found.add(new Difference(path + "{}", expectedKeys.toString(), actualKeys.toString()));
      }
      for (String key : expectedKeys) {
        if (actual.containsKey(key)) {
          String below = path.isEmpty() ? key : path + "." + key;
          values(below, field(expected, key), field(actual, key));
        }
      }
    }

    private void values(String path, Object expected, Object actual) {
      if (varies.test(path.replaceAll("\\.\\d+", ""), expected) && sameType(expected, actual)) {
        return;
      }
      switch (expected) {
        case Document document when actual instanceof Document other ->
            documents(path, document, other);
        case List<?> list when actual instanceof List<?> other && list.size() == other.size() -> {
          for (int i = 0; i < list.size(); i++) {
            values(path + "." + i, list.get(i), other.get(i));
          }
        }
        case Number number when isWhole(number) && actual instanceof Number other -> {
          if (!isWhole(other) || number.longValue() != other.longValue()) {
            add(path, expected, actual);
          }
        }
        default -> {
          if (!expected.equals(actual)) {
            add(path, expected, actual);
          }
        }
      }
    }

    private static Object field(Document document, String key) {
      return Objects.requireNonNull(document.get(key), "BSON null is in no recording");
    }

    private void add(String path, Object expected, Object actual) {
      found.add(new Difference(path, text(expected), text(actual)));
    }

    private static String text(Object value) {
      return value + " (" + value.getClass().getSimpleName() + ")";
    }

    private static boolean isWhole(Number number) {
      return number instanceof Integer || number instanceof Long;
    }

    private static boolean sameType(Object expected, Object actual) {
      if (expected instanceof Number number && actual instanceof Number other) {
        return isWhole(number) == isWhole(other);
      }
      return expected.getClass() == actual.getClass()
          || (expected instanceof List<?> && actual instanceof List<?>);
    }
  }
}
