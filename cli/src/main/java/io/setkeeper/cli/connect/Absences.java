package io.setkeeper.cli.connect;

import io.setkeeper.core.model.Pod;
import io.setkeeper.mongodb.HelloWatch.News;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Which pods should be reached, and are not.
 *
 * @param failure what a pod's way met, given the pod and what its client met
 */
record Absences(BinaryOperator<String> failure) {

  /**
   * Why, by pod.
   *
   * @param pods that are there
   * @param heard the last of each pod's mongod
   * @param before who was away a moment ago: who is there again but was not heard yet still is
   */
  NavigableMap<String, String> of(
      List<Pod> pods,
      Map<String, News> heard,
      Optional<Membership> membership,
      Map<String, String> before) {
    NavigableMap<String, String> away = new TreeMap<>();
    membership.stream()
        .flatMap(known -> known.pods().values().stream())
        .flatMap(Optional::stream)
        .forEach(pod -> away.put(pod, "it is not there"));
    for (Pod pod : pods) {
      boolean matters = membership.map(m -> m.member(pod.name()).isPresent()).orElse(true);
      Optional<String> why = matters ? why(pod, heard, before) : Optional.empty();
      why.ifPresentOrElse(words -> away.put(pod.name(), words), () -> away.remove(pod.name()));
    }
    return away;
  }

  private Optional<String> why(Pod pod, Map<String, News> heard, Map<String, String> before) {
    if (!pod.running()) {
      return Optional.of("its mongod does not run");
    }
    News news = heard.get(pod.name());
    if (news == null) {
      return Optional.ofNullable(before.get(pod.name()));
    }
    return switch (news) {
      case News.Hello hello ->
          hello.set().isPresent() ? Optional.empty() : Optional.of("it is in no replica set yet");
      case News.Silence(String why) -> Optional.of(failure.apply(pod.name(), why));
    };
  }
}
