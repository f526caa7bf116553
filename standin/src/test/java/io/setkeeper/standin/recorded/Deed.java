package io.setkeeper.standin.recorded;

import java.util.List;

/** What happens to processes before a step of a scenario. */
record Deed(String scenario, int before, Kind kind, List<String> nodes) {

  /** The kinds of deeds. */
  enum Kind {
    START,
    KILL,
    WIPE,
    INSERT
  }

  static List<Deed> of(String scenario) {
    return Table.read("/replay/deeds.csv", 4).stream()
        .map(Deed::parse)
        .filter(deed -> deed.scenario().equals(scenario))
        .toList();
  }

  private static Deed parse(List<String> line) {
    return new Deed(
        line.get(0),
        Integer.parseInt(line.get(1)),
        Kind.valueOf(line.get(2).toUpperCase(java.util.Locale.ROOT)),
        List.of(line.get(3).split(" ", -1)));
  }
}
