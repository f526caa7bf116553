package io.setkeeper.keeper.look;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.kubernetes.Cluster;
import io.setkeeper.kubernetes.ClusterView;
import io.setkeeper.kubernetes.SetScopes;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.mongodb.Mongods;
import io.setkeeper.mongodb.Patience;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at a set from outside its pods: everything is read from the API server, and every pod's
 * mongod is asked. Nothing is written.
 */
public final class OutsideLook implements AutoCloseable {
  private final Cluster cluster;
  private final Map<Patience, Mongods> mongods;
  private final List<Way> ways;

  /** What the certificate of the mongod at an address bears: its member's name. */
  private final Map<HostPort, String> names = new ConcurrentHashMap<>();

  private OutsideLook(Cluster cluster, MongodAccess access, List<Way> ways) {
    this.cluster = cluster;
    this.ways = List.copyOf(ways);
    this.mongods =
        ways.stream()
            .map(Way::patience)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), patience -> open(access, patience)));
  }

  private Mongods open(MongodAccess access, Patience patience) {
    return new Mongods(access, patience, at -> names.getOrDefault(at, at.host()), () -> {});
  }

  /**
   * Opens a look at the StatefulSet; empty when there is no such StatefulSet. The client stays the
   * caller's.
   *
   * @param access what the mongods demand
   * @param ways to the pods' mongods, tried in this order until one answers
   * @throws IllegalStateException when the API server does not answer, with its words
   * @throws IllegalArgumentException when a file of the access is not what it should be, with its
   *     name
   */
  public static Optional<OutsideLook> open(
      KubernetesClient client,
      String namespace,
      String statefulSet,
      MongodAccess access,
      List<Way> ways) {
    return SetScopes.of(client, namespace, statefulSet)
        .map(scope -> new OutsideLook(new Cluster(client, scope), access, ways));
  }

  /**
   * As above, where the mongods demand neither login nor TLS, and the pods' own addresses are
   * reached from here.
   */
  public static Optional<OutsideLook> open(
      KubernetesClient client, String namespace, String statefulSet) {
    return open(client, namespace, statefulSet, MongodAccess.OPEN, List.of(Way.POD_ADDRESS));
  }

  /**
   * One look. {@code self} is the pod whose mongod is the writable primary, so that a decision on
   * the snapshot is that of the keeper who may act; without one, the pod of the lowest ordinal, or
   * "" without pods.
   */
  public Snapshot snapshot() {
    ClusterView view = cluster.read();
    Map<String, Mongod> answers = Roundup.ask(view.pods(), this::ask);
    return new Snapshot(
        self(view.pods(), answers),
        view.statefulSet(),
        view.pods(),
        view.claims(),
        view.record(),
        view.lease(),
        answers);
  }

  /** What the mongod answers by the first way that leads to an answer, else what every way met. */
  private Mongod ask(Pod pod) {
    Optional<Mongod.Unknown> unanswered = Optional.empty();
    for (Way way : ways) {
      Optional<HostPort> address = way.to(pod);
      if (address.isEmpty()) {
        continue;
      }
      names.put(address.get(), pod.host().host());
      Mongod answer = askBy(way).ask(address.get());
      if (!(answer instanceof Mongod.Unknown(String why, boolean refused))) {
        return answer;
      }
      String failure = way.failure(pod, why);
      unanswered =
          Optional.of(
              new Mongod.Unknown(
                  unanswered.map(before -> before.why() + "; " + failure).orElse(failure),
                  refused));
    }
    return unanswered.orElseGet(Roundup::withoutAddress);
  }

  private Mongods askBy(Way way) {
    return Objects.requireNonNull(mongods.get(way.patience()));
  }

  @Override
  public void close() {
    mongods.values().forEach(Mongods::close);
  }

  private static String self(List<Pod> pods, Map<String, Mongod> answers) {
    return pods.stream()
        .filter(pod -> answers.get(pod.name()) instanceof Mongod.InSet in && in.writable())
        .findFirst()
        .or(() -> pods.stream().findFirst())
        .map(Pod::name)
        .orElse("");
  }
}
