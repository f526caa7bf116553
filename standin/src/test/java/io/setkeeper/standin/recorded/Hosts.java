package io.setkeeper.standin.recorded;

import java.util.Set;

/** The names that a recorded member goes by. */
record Hosts(String node) {
  private static final int PORT = 27017;

  int ordinal() {
    return Integer.parseInt(node.substring(node.lastIndexOf('-') + 1));
  }

  /** The name in configs. */
  String name() {
    return node + ".mongo.default.svc.cluster.local:" + PORT;
  }

  /** The address that the name resolves to. */
  String address() {
    return "10.99.0." + (ordinal() + 1) + ":" + PORT;
  }

  boolean isSelf(String host) {
    return Set.of(name(), address(), "localhost:" + PORT).contains(host);
  }
}
