package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pods of a StatefulSet as a watch keeps them; one that breaks is opened again, for ever. */
public final class PodWatch implements AutoCloseable {
  private final SetScope scope;
  private final Watch pods;

  private PodWatch(SetScope scope, Watch pods) {
    this.scope = scope;
    this.pods = pods;
  }

  /**
   * Opens the watch; what it shows comes later. Empty when there is no such StatefulSet.
   *
   * @param onChange called from any thread when something changed
   * @throws IllegalStateException when the API server does not answer, with its words
   */
  public static Optional<PodWatch> open(
      KubernetesClient client, String namespace, String statefulSet, Runnable onChange) {
    return SetScopes.read(client, namespace, statefulSet)
        .map(
            object -> {
              Watch pods =
                  new Watch(
                      Kind.POD,
                      namespace,
                      new Api(client, namespace).resources(Kind.POD).withLabels(labels(object)),
                      System::nanoTime,
                      onChange);
              pods.start();
              return new PodWatch(SetScopes.scope(object, namespace), pods);
            });
  }

  private static Map<String, String> labels(GenericKubernetesResource statefulSet) {
    return statefulSet.get("spec", "selector", "matchLabels") instanceof Map<?, ?> labels
        ? labels.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> String.valueOf(entry.getKey()),
                    entry -> String.valueOf(entry.getValue())))
        : Map.of();
  }

  /** The pods that there are; empty while they are not known yet. */
  public Optional<List<Pod>> pods() {
    return pods.synced()
        ? Optional.of(Translation.pods(pods.objects(), scope, _ -> Optional.empty()))
        : Optional.empty();
  }

  /** What keeps it from following the API server just now; empty while it does. */
  public Optional<String> trouble() {
    return pods.trouble();
  }

  @Override
  public void close() {
    pods.close();
  }
}
