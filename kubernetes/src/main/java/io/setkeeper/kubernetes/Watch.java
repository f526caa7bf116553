package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A kind's objects as a watch keeps them; a watch that breaks is opened again, for ever. */
final class Watch implements AutoCloseable {
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final LongSupplier nanos;
  private volatile long openAt;
  private final String unread;
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * @param nanos as {@link System#nanoTime}
   * @param onChange called from any thread when an object came, changed or went, or the first list
   *     is there
   */
  Watch(
      Kind kind,
      String namespace,
      Informable<GenericKubernetesResource> what,
      LongSupplier nanos,
      Runnable onChange) {
    this.nanos = nanos;
    this.openAt = nanos.getAsLong();
    this.unread = kind.resource() + " of namespace " + namespace + " are not read yet";
    this.informer =
        what.runnableInformer(0)
            .exceptionHandler(
                (started, e) -> {
                  trouble = Optional.of(words(kind, namespace, e));
                  onChange.run();
                  return true;
                })
            .addEventHandler(
                handler(
                    onChange,
                    () -> {
                      trouble = Optional.empty();
                      onChange.run();
                    }));
  }

  void start() {
    informer.start();
  }

  /** Whether its objects are known: from then on they are never empty for lack of an answer. */
  boolean synced() {
    return informer.hasSynced();
  }

  /**
   * How long it has not been open, counted from the last time that somebody asked and it was: its
   * objects stay known, and may be others by now. A connection that died without a word is noticed
   * when the client's pings are not answered. Where a proxy lets no websocket through it counts as
   * open from its first event or bookmark, of which the API server sends one a minute.
   */
  Duration deafFor() {
    long now = nanos.getAsLong();
    if (informer.isWatching()) {
      openAt = now;
    }
    return Duration.ofNanos(now - openAt);
  }

  /** Why its objects are not known, while they are not. */
  String problem() {
    return trouble.orElse(unread);
  }

  /** What keeps it from following the API server just now; empty while it does. */
  Optional<String> trouble() {
    return trouble;
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

  private static ResourceEventHandler<GenericKubernetesResource> handler(
      Runnable onChange, Runnable onList) {
    return new ResourceEventHandler<>() {
      @Override
      public void onList(String resourceVersion, boolean remainedEmpty) {
        onList.run();
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
