package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Compares a reply with a recorded one: presence, order and type of fields, and values. Numbers are
 * whole or not: the recordings' JSON does not tell 32 from 64 bits.
 */
final class Comparison {

  /** What may differ. */
  interface Tolerance {
    /** Whether the value at a path may be another, of the same type. */
    boolean varies(String path);

    /** Whether a field of this name may be there though the recording has it not. */
    boolean mayBeThereAlready(String name);

    /** A text without what varies in it. */
    String text(String text);

    /** Nothing may. */
    static Tolerance none() {
      return new Tolerance() {
        @Override
        public boolean varies(String path) {
          return false;
        }

        @Override
        public boolean mayBeThereAlready(String name) {
          return false;
        }

        @Override
        public String text(String text) {
          return text;
        }
      };
    }
  }

  private final Tolerance tolerance;
  private final List<Difference> found = new ArrayList<>();

  private Comparison(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  static List<Difference> of(Document expected, Document actual, Tolerance tolerance) {
    Comparison comparison = new Comparison(tolerance);
    comparison.documents("", expected, actual);
    return comparison.found;
  }

  private void documents(String path, Document expected, Document actual) {
    Set<String> names = new HashSet<>(expected.keySet());
    names.addAll(actual.keySet());
    for (String name : names) {
      String below = path.isEmpty() ? name : path + "." + name;
      if (!actual.containsKey(name)) {
        found.add(new Difference(below, text(field(expected, name)), "nothing"));
      } else if (expected.containsKey(name)) {
        values(below, field(expected, name), field(actual, name));
      } else if (!tolerance.mayBeThereAlready(name)) {
        found.add(new Difference(below, "nothing", text(field(actual, name))));
      }
    }
    List<String> expectedOrder = new ArrayList<>(expected.keySet());
    List<String> actualOrder = new ArrayList<>(actual.keySet());
    expectedOrder.retainAll(actual.keySet());
    actualOrder.retainAll(expected.keySet());
    if (!expectedOrder.equals(actualOrder)) {
      found.add(new Difference(path + "{}", expectedOrder.toString(), actualOrder.toString()));
    }
  }

  private void values(String path, Object expected, Object actual) {
    boolean varies = tolerance.varies(path) && sameType(expected, actual);
    if (varies && !(expected instanceof Document)) {
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
      case Number number when isWhole(number) -> {
        if (!sameType(expected, actual) || number.longValue() != ((Number) actual).longValue()) {
          add(path, expected, actual);
        }
      }
      case String text when actual instanceof String other -> {
        if (!tolerance.text(text).equals(tolerance.text(other))) {
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

  private void add(String path, Object expected, Object actual) {
    found.add(new Difference(path, text(expected), text(actual)));
  }

  private static Object field(Document document, String name) {
    return Objects.requireNonNull(document.get(name), "BSON null is in no recording");
  }

  private static String text(Object value) {
    return value + " (" + value.getClass().getSimpleName() + ")";
  }

  private static boolean isWhole(Object number) {
    return number instanceof Integer || number instanceof Long;
  }

  private static boolean sameType(Object expected, Object actual) {
    return expected.getClass() == actual.getClass()
        || (isWhole(expected) && isWhole(actual))
        || (expected instanceof List<?> && actual instanceof List<?>);
  }
}
