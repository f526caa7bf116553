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

  /** A variable's text; empty when it is unset or blank under all its names. */
  Optional<String> text(Variable<?> variable) {
    return setNames(variable).stream().map(this::value).findFirst();
  }

  /** A variable's value, or its default; empty when it has neither, or can't be understood. */
  <T> Optional<T> read(Variable<T> variable) {
    List<String> names = setNames(variable);
    if (names.stream().map(this::value).distinct().count() > 1) {
      fault("%s mean the same and are set differently: set only one".formatted(names));
    }
    if (names.isEmpty()) {
      return variable.otherwise();
    }
    String name = names.getFirst();
    Optional<T> value = variable.values().read().apply(value(name));
    if (value.isEmpty()) {
      String shown = variable.values().secret() ? "" : " '" + value(name) + "'";
      fault("%s is%s: it must be %s".formatted(name, shown, variable.values().words()));
    }
    return value;
  }

  /** As above, where there must be one: it is named when it is not set. */
  <T> Optional<T> required(Variable<T> variable) {
    if (setNames(variable).isEmpty()) {
      fault(
          "%s is not set: %s (%s)"
              .formatted(variable.name(), variable.meaning(), variable.values().words()));
    }
    return read(variable);
  }

  private List<String> setNames(Variable<?> variable) {
    return variable.names().stream().filter(name -> !value(name).isEmpty()).toList();
  }

  private String value(String name) {
    return variables.getOrDefault(name, "").strip();
  }
}
