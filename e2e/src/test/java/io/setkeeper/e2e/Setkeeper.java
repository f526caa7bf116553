package io.setkeeper.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./setkeeper} against a cluster, as a person types it.
 *
 * @param kubeconfig who asks, and where
 */
record Setkeeper(Path checkout, Path kubeconfig, String namespace) {
  /** The administrator, in the set's namespace. */
  static Setkeeper of(MongoSet set) {
    Target target = set.target();
    return new Setkeeper(target.checkout(), target.kubeconfig(), set.namespace());
  }

  Setkeeper in(String other) {
    return new Setkeeper(checkout, kubeconfig, other);
  }

  /** Somebody else. */
  Setkeeper as(Path other) {
    return new Setkeeper(checkout, other, namespace);
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>();
    all.add(checkout.resolve("setkeeper").toString());
    all.addAll(words);
    all.addAll(List.of("--kubeconfig", kubeconfig.toString(), "--namespace", namespace));
    return all;
  }

  /** What it prints, of a command that must end well. */
  String ok(String... words) {
    return Run.ok(command(List.of(words)));
  }

  Run.Result run(List<String> words) {
    return Run.any(command(words));
  }
}
