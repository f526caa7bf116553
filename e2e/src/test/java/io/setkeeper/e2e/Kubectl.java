package io.setkeeper.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cluster's own kubectl where there is one, else the one on the PATH. */
final class Kubectl {
  private Kubectl() {}

  /** What it prints, of a command that must end well. */
  static String ok(Target target, Map<String, String> environment, String... words) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("KUBECONFIG", target.kubeconfig().toString());
    List<String> command = new ArrayList<>();
    if (target.node().isPresent()) {
      command.add(target.checkout().resolve("e2e/cluster").toString());
    }
    command.add("kubectl");
    command.addAll(List.of(words));
    return Run.ok(all, command);
  }
}
