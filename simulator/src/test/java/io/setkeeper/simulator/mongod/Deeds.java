package io.setkeeper.simulator.mongod;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What happened to processes between the steps of a recording. */
final class Deeds {
  private record Deed(int before, String kind, List<String> nodes) {}

  private final Lab lab;
  private final List<Deed> left;

  Deeds(String scenario, Lab lab) {
    this.lab = lab;
    this.left =
        new ArrayList<>(
            Stream.of("/recorded/further-deeds.csv", "/replay/deeds.csv")
                .flatMap(table -> Recording.lines(table).stream())
                .map(line -> line.split(",", -1))
                .filter(line -> line[0].equals(scenario))
                .map(l -> new Deed(Integer.parseInt(l[1]), l[2], List.of(l[3].split(" ", -1))))
                .toList());
  }

  static int ordinal(String node) {
    return Integer.parseInt(node.substring(node.lastIndexOf('-') + 1));
  }

  /** Does what was done before the step of that number. */
  void before(int number) {
    List<Deed> due = left.stream().filter(deed -> deed.before() <= number).toList();
    left.removeAll(due);
    due.forEach(deed -> deed.nodes().forEach(node -> act(deed.kind(), ordinal(node))));
  }

  private void act(String kind, int node) {
    switch (kind.toUpperCase(Locale.ROOT)) {
      case "START" -> {
        lab.start(node);
        lab.until(() -> lab.mongod(node).listening());
      }
      case "KILL" -> lab.mongods.at(Lab.place(node)).ifPresent(SimMongod::kill);
      case "WIPE" -> lab.volumes.get(node).wipe();
      case "INSERT" ->
          lab.until(() -> lab.write(node, 5_000).filter(Ack.ACKNOWLEDGED::equals).isPresent());
      case "ALONE" -> alone(node);
      case "TERMINATE" -> {
        SimMongod mongod = lab.mongod(node);
        mongod.terminate();
        lab.until(() -> !mongod.alive());
        act("START", node);
      }
      default -> throw new AssertionError("no deed " + kind);
    }
  }

  private void alone(int node) {
    lab.until(() -> lab.mongod(node).writable());
    for (int other = 0; other < lab.volumes.size(); other++) {
      lab.network.cut(Lab.place(node), Lab.place(other));
    }
    lab.mongod(node).write(99, ack -> {});
    lab.mongod(node).kill();
    lab.network.healAll();
  }
}
