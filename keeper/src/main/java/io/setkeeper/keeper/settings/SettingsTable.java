package io.setkeeper.keeper.settings;

import java.util.stream.Collectors;

/** The table of all settings, as Markdown. */
public final class SettingsTable {
  private SettingsTable() {}

  /** A head and a line per variable, with a line break after each. */
  public static String markdown() {
    return "| variable | also | default | may be | meaning |\n|---|---|---|---|---|\n"
        + Variables.ALL.stream().map(SettingsTable::row).collect(Collectors.joining());
  }

  private static String row(Variable<?> variable) {
    String also =
        variable.names().stream()
            .skip(1)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    String otherwise =
        variable.otherwise().isPresent() ? "`" + variable.unset() + "`" : variable.unset();
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(variable.name(), also, otherwise, variable.values().words(), variable.meaning());
  }
}
