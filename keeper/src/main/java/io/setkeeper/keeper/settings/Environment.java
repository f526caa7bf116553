package io.setkeeper.keeper.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads variables one by one and collects what is wrong with them. */
final class Environment {
  private final Map<String, String> variables;
  private final List<String> faults = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  List<String> faults() {
    return faults;
  }

  void fault(String fault) {
    faults.add(fault);
  }

  /**
   * A variable's value; empty when it is unset or blank.
   *
   * @param names the variable's name, and those under which others know it: they must agree
   */
  Optional<String> text(String... names) {
    List<String> set = List.of(names).stream().filter(n -> !value(n).isEmpty()).toList();
    List<String> values = set.stream().map(this::value).distinct().toList();
    if (values.size() > 1) {
      fault("%s mean the same and are set differently: set only one".formatted(set));
    }
    return values.stream().findFirst();
  }

  private String value(String name) {
    return variables.getOrDefault(name, "").strip();
  }

  /** As above, where there must be one. */
  String required(String meaning, String... names) {
    return text(names)
        .orElseGet(
            () -> {
              fault("%s is not set: %s".formatted(names[0], meaning));
              return "";
            });
  }

  /** A whole number within bounds. */
  int number(int otherwise, int least, int most, String... names) {
    Optional<String> text = text(names);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // named below like a number out of bounds
    }
    fault(
        "%s is '%s': it must be a whole number from %d to %d"
            .formatted(names[0], text.get(), least, most));
    return otherwise;
  }
}
