package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of a pod's containers is mongod's, and what its command line says. */
final class Containers {
  private static final String REPL_SET = "--replSet";

  private Containers() {}

  /** The set's name, from {@code --replSet name} or {@code --replSet=name}. */
  static Optional<String> setName(GenericKubernetesResource pod) {
    return Fields.objects(pod, "spec", "containers").stream()
        .map(container -> setName(words(container)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether the pod's mongod container runs. */
  static boolean mongodRuns(GenericKubernetesResource pod) {
    Optional<String> mongod =
        Fields.objects(pod, "spec", "containers").stream()
            .filter(Containers::isMongod)
            .map(container -> String.valueOf(container.get("name")))
            .findFirst();
    return Fields.objects(pod, "status", "containerStatuses").stream()
        .filter(status -> mongod.filter(name -> name.equals(status.get("name"))).isPresent())
        .anyMatch(status -> status.get("state") instanceof Map<?, ?> s && s.containsKey("running"));
  }

  /**
   * The containers that keep a set, by their images, each as {@code name (image)}. An init
   * container has ended by now, unless it is a native sidecar.
   */
  static List<String> keepers(GenericKubernetesResource pod) {
    return Stream.concat(
            Fields.objects(pod, "spec", "containers").stream(),
            Fields.objects(pod, "spec", "initContainers").stream()
                .filter(container -> "Always".equals(container.get("restartPolicy"))))
        .filter(container -> KeeperImages.isKeeper(String.valueOf(container.get("image"))))
        .map(container -> "%s (%s)".formatted(container.get("name"), container.get("image")))
        .toList();
  }

  private static boolean isMongod(Map<?, ?> container) {
    List<String> words = words(container);
    return setName(words).isPresent()
        || words.stream().anyMatch(word -> word.equals("mongod") || word.endsWith("/mongod"));
  }

  private static Optional<String> setName(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(REPL_SET) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
      if (word.startsWith(REPL_SET + "=")) {
        return Optional.of(word.substring(REPL_SET.length() + 1));
      }
    }
    return Optional.empty();
  }

  /** The words of command and args, those inside a shell's {@code -c "..."} too. */
  private static List<String> words(Map<?, ?> container) {
    List<Object> parts = new ArrayList<>();
    for (String field : List.of("command", "args")) {
      if (container.get(field) instanceof List<?> list) {
        parts.addAll(list);
      }
    }
    return parts.stream()
        .flatMap(part -> Arrays.stream(String.valueOf(part).split("[\\s\"']+", 0)))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
