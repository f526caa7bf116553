package io.setkeeper.cli.connect;

import io.setkeeper.cli.cluster.Forwards;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.core.model.Pod;
import io.setkeeper.mongodb.HelloWatch;
import io.setkeeper.mongodb.HelloWatch.News;
import io.setkeeper.mongodb.MongodAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to the mongods of the pods that run, and of no others. Used by one thread. */
final class Listening implements AutoCloseable {
  private final MongoSet set;
  private final Forwards forwards;
  private final MongodAccess access;
  private final Runnable onNews;
  private final Map<String, Ear> ears = new HashMap<>();
  private final Map<String, News> heard = new ConcurrentHashMap<>();

  /** On one incarnation of a pod. */
  private record Ear(String uid, HelloWatch watch) {}

  Listening(MongoSet set, Forwards forwards, MongodAccess access, Runnable onNews) {
    this.set = set;
    this.forwards = forwards;
    this.access = access;
    this.onNews = onNews;
  }

  /**
   * Listens to these pods.
   *
   * @throws IllegalArgumentException when a file of the access is not what it should be
   */
  void follow(List<Pod> pods) {
    Map<String, Pod> running = new HashMap<>();
    pods.stream().filter(Pod::running).forEach(pod -> running.put(pod.name(), pod));
    ears.entrySet()
        .removeIf(
            ear -> {
              Pod pod = running.get(ear.getKey());
              boolean gone = pod == null || !pod.uid().equals(ear.getValue().uid());
              if (gone) {
                ear.getValue().watch().close();
                heard.remove(ear.getKey());
              }
              return gone;
            });
    running.forEach((name, pod) -> ears.computeIfAbsent(name, _ -> listenTo(pod)));
  }

  private Ear listenTo(Pod pod) {
    return new Ear(
        pod.uid(),
        new HelloWatch(
            forwards.to(pod.name(), set.port()),
            pod.host().host(),
            access,
            news -> {
              heard.put(pod.name(), news);
              onNews.run();
            }));
  }

  /** The last that was heard of each pod's mongod. */
  Map<String, News> heard() {
    return Map.copyOf(heard);
  }

  @Override
  public void close() {
    ears.values().forEach(ear -> ear.watch().close());
  }
}
