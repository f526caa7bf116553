package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** A kind's objects as a watch keeps them; a watch that breaks is opened again, for ever. */
final class Watch implements AutoCloseable {
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private volatile String problem;

  /**
   * @param onChange called from any thread when an object came, changed or went, or the first list
   *     is there
   */
  Watch(
      Kind kind, String namespace, Informable<GenericKubernetesResource> what, Runnable onChange) {
    this.problem = kind.resource() + " of namespace " + namespace + " are not read yet";
    this.informer =
        what.runnableInformer(0)
            .exceptionHandler(
                (started, e) -> {
                  problem = words(kind, namespace, e);
                  onChange.run();
                  return true;
                })
            .addEventHandler(handler(onChange));
  }

  void start() {
    informer.start();
  }

  /** Whether its objects are known: from then on they are never empty for lack of an answer. */
  boolean synced() {
    return informer.hasSynced();
  }

  /** Why its objects are not known, while they are not. */
  String problem() {
    return problem;
  }

  List<GenericKubernetesResource> objects() {
    return informer.getStore().list();
  }

  @Override
  public void close() {
    informer.close();
  }

  private static String words(Kind kind, String namespace, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      // An informer wraps what it met.
      if (cause instanceof KubernetesClientException refused) {
        return Refusal.message("list and watch", kind, namespace, "", refused);
      }
    }
    return "%s of namespace %s can't be watched: %s".formatted(kind.resource(), namespace, e);
  }

  private static ResourceEventHandler<GenericKubernetesResource> handler(Runnable onChange) {
    return new ResourceEventHandler<>() {
      @Override
      public void onList(String resourceVersion, boolean remainedEmpty) {
        onChange.run();
      }

      @Override
      public void onAdd(GenericKubernetesResource object) {
        onChange.run();
      }

      @Override
      public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        onChange.run();
      }

      @Override
      public void onDelete(GenericKubernetesResource object, boolean lastStateUnknown) {
        onChange.run();
      }
    };
  }
}
