package io.setkeeper.keeper.settings;

import java.util.List;
import java.util.Optional;

/**
 * A variable of the environment: a row of the table.
 *
 * @param names its name, then those under which others know it
 * @param values what it may be
 * @param otherwise its value where it is not set; empty where that is told by {@code unset} alone
 * @param unset the same for a person
 * @param meaning one line for a person
 */
record Variable<T>(
    List<String> names, Values<T> values, Optional<T> otherwise, String unset, String meaning) {

  Variable {
    names = List.copyOf(names);
  }

  static <T> Variable<T> variable(Values<T> values, String meaning, String... names) {
    return new Variable<>(List.of(names), values, Optional.empty(), "unset", meaning);
  }

  /** The same with a default. */
  Variable<T> or(T value, String text) {
    return new Variable<>(names, values, Optional.of(value), text, meaning);
  }

  /** The same with a default that is found out. */
  Variable<T> orFound(String text) {
    return new Variable<>(names, values, Optional.empty(), text, meaning);
  }

  /** The same where there must be a value. */
  Variable<T> required() {
    return orFound("required");
  }

  String name() {
    return names.getFirst();
  }
}
