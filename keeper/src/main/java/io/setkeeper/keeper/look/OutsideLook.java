package io.setkeeper.keeper.look;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.kubernetes.Cluster;
import io.setkeeper.kubernetes.ClusterView;
import io.setkeeper.kubernetes.SetScopes;
import io.setkeeper.mongodb.Mongods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at a set from outside its pods: everything is read from the API server, and every pod's
 * mongod is asked.
 */
public final class OutsideLook implements AutoCloseable {
  private final Cluster cluster;
  private final Mongods mongods = new Mongods(() -> {});
  private final Function<Pod, Optional<HostPort>> addressOf;

  private OutsideLook(Cluster cluster, Function<Pod, Optional<HostPort>> addressOf) {
    this.cluster = cluster;
    this.addressOf = addressOf;
  }

  /**
   * Opens a look at the StatefulSet; empty when there is no such StatefulSet. The client stays the
   * caller's.
   *
   * @param addressOf where a pod's mongod is reached from here; empty while that is not known
   * @throws IllegalStateException when the API server does not answer, with its words
   */
  public static Optional<OutsideLook> open(
      KubernetesClient client,
      String namespace,
      String statefulSet,
      Function<Pod, Optional<HostPort>> addressOf) {
    return SetScopes.of(client, namespace, statefulSet)
        .map(scope -> new OutsideLook(new Cluster(client, scope), addressOf));
  }

  /** As above, where the pods' own addresses are reached from here. */
  public static Optional<OutsideLook> open(
      KubernetesClient client, String namespace, String statefulSet) {
    return open(client, namespace, statefulSet, OutsideLook::podAddress);
  }

  /**
   * One look. {@code self} is the pod whose mongod is the writable primary, so that a decision on
   * the snapshot is that of the keeper who may act; without one, the pod of the lowest ordinal, or
   * "" without pods.
   */
  public Snapshot snapshot() {
    ClusterView view = cluster.read();
    Map<String, Mongod> answers = Roundup.ask(view.pods(), addressOf, mongods);
    return new Snapshot(
        self(view.pods(), answers),
        view.statefulSet(),
        view.pods(),
        view.claims(),
        view.record(),
        view.lease(),
        answers);
  }

  @Override
  public void close() {
    mongods.close();
  }

  private static String self(List<Pod> pods, Map<String, Mongod> answers) {
    return pods.stream()
        .filter(pod -> answers.get(pod.name()) instanceof Mongod.InSet in && in.writable())
        .findFirst()
        .or(() -> pods.stream().findFirst())
        .map(Pod::name)
        .orElse("");
  }

  private static Optional<HostPort> podAddress(Pod pod) {
    return pod.address().map(ip -> new HostPort(ip, pod.host().port()));
  }
}
