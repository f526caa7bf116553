package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;

/**
 * A StatefulSet of mongods in a namespace of its own, which goes with it: nobody waits for that.
 */
final class MongoSet implements AutoCloseable {
  /** For a machine that does other things too. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Target target;
  private final KubernetesClient client;
  private final Mongods mongods;
  private final String namespace;
  private final String name;

  private MongoSet(Target target, String namespace, String name) {
    this.target = target;
    this.namespace = namespace;
    this.name = name;
    this.client = target.client();
    this.mongods = new Mongods(client);
  }

  /** In a new namespace, with nothing in it. */
  static MongoSet in(Target target, String namespace, String name) {
    MongoSet set = new MongoSet(target, namespace, name);
    set.removeNamespace();
    set.awaitNoNamespace();
    set.client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    return set;
  }

  /** Not on the server's side: Kubernetes 1.20 wants defaults spelled out there. */
  void apply(HasMetadata object) {
    HasMetadata ignored =
        unhindered(
            () ->
                client
                    .resource(object)
                    .inNamespace(namespace)
                    .createOr(NonDeletingOperation::update));
  }

  /** Changes the StatefulSet as a person does with {@code kubectl edit}. */
  void edit(UnaryOperator<StatefulSet> change) {
    StatefulSet ignored = unhindered(() -> statefulSet().edit(change));
  }

  /**
   * fabric8 reads before it writes, and is refused where a controller or the kubelet wrote in
   * between: then once more.
   */
  private static <T> T unhindered(Callable<T> change) {
    return await("a change that nobody overtakes")
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(
            e ->
                e instanceof KubernetesClientException refused
                    && refused.getCode() == HttpURLConnection.HTTP_CONFLICT)
        .until(change, Objects::nonNull);
  }

  RollableScalableResource<StatefulSet> statefulSet() {
    return client.apps().statefulSets().inNamespace(namespace).withName(name);
  }

  void scale(int replicas) {
    statefulSet().scale(replicas);
  }

  /** Those that are there, by ordinal. */
  List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getName().matches(name + "-[0-9]+"))
        .sorted(Comparator.comparingInt(MongoSet::ordinal))
        .map(Images::there)
        .toList();
  }

  /** The pods' uids, by ordinal. */
  List<String> uids() {
    return pods().stream().map(pod -> pod.getMetadata().getUid()).toList();
  }

  /** Empty while it is not there: between its end and the next of its name. */
  Optional<Pod> findPod(String podName) {
    return Optional.ofNullable(client.pods().inNamespace(namespace).withName(podName).get())
        .map(Images::there);
  }

  /** One that has to be there. */
  Pod pod(String podName) {
    Optional<Pod> pod = findPod(podName);
    assertThat(pod).as("pod %s", podName).isPresent();
    return pod.orElseThrow();
  }

  /** How often the kubelet started this container again. */
  int restarts(String podName, String container) {
    return pod(podName).getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(container))
        .mapToInt(ContainerStatus::getRestartCount)
        .sum();
  }

  /** Waits until it is there again, as another pod, and the set is whole. */
  void deleteAndAwaitAnew(String podName) {
    String before = pod(podName).getMetadata().getUid();
    delete(podName);
    patiently(podName + " anew")
        .until(
            () ->
                findPod(podName).filter(p -> !p.getMetadata().getUid().equals(before)).isPresent());
    awaitWhole(3, 3);
  }

  void delete(String podName) {
    client.pods().inNamespace(namespace).withName(podName).delete();
  }

  /** Its volumes go when the pod is gone. */
  void deleteClaimsOf(String podName) {
    client.persistentVolumeClaims().inNamespace(namespace).list().getItems().stream()
        .filter(claim -> claim.getMetadata().getName().endsWith("-" + podName))
        .forEach(claim -> client.resource(claim).delete());
  }

  /** What the primary says of the set; empty while there is none that answers. */
  Optional<Seen> now() {
    return pods().stream()
        .map(mongods::ask)
        .flatMap(Optional::stream)
        .filter(Seen::writable)
        .max(Comparator.comparingLong(Seen::term));
  }

  /** Waits until it has so many members that are well, and so many of them vote. */
  Seen awaitWhole(int members, long voters) {
    return patiently("%d members, %d votes".formatted(members, voters))
        .until(
            this::now,
            now -> now.filter(s -> s.isWhole(members) && s.voters() == voters).isPresent())
        .orElseThrow();
  }

  /** What the primary says of the set, as soon as there is one that answers. */
  Seen seen() {
    return patiently("a primary that answers").until(this::now, Optional::isPresent).orElseThrow();
  }

  /** The primary's pod, of a set that has one. */
  String primary() {
    return seen().self();
  }

  /** The members' {@code _id}s by pod. */
  Map<String, Integer> ids() {
    Map<String, Integer> ids = new TreeMap<>();
    seen().members().forEach(m -> ids.put(m.pod(), m.id()));
    return ids;
  }

  Target target() {
    return target;
  }

  KubernetesClient client() {
    return client;
  }

  Mongods mongods() {
    return mongods;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  static ConditionFactory patiently(String what) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(KubernetesClientException.class);
  }

  private static int ordinal(Pod pod) {
    String podName = pod.getMetadata().getName();
    return Integer.parseInt(podName.substring(podName.lastIndexOf('-') + 1));
  }

  private void removeNamespace() {
    client.namespaces().withName(namespace).delete();
  }

  private void awaitNoNamespace() {
    patiently("namespace " + namespace + " is gone")
        .until(() -> client.namespaces().withName(namespace).get() == null);
  }

  @Override
  public void close() {
    mongods.close();
    try {
      removeNamespace();
    } finally {
      client.close();
    }
  }
}
