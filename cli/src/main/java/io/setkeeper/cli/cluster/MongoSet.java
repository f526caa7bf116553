package io.setkeeper.cli.cluster;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.sandbox.kinds.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A StatefulSet whose pods form a replica set.
 *
 * @param name the StatefulSet's
 * @param setName the replica set's, that of {@code --replSet}
 * @param service the governing Service; empty where none is named
 * @param container the one that runs mongod
 * @param port that mongod listens on
 * @param demandsTls whether its flags say that it takes no connection without TLS
 */
public record MongoSet(
    String namespace,
    String name,
    String setName,
    int replicas,
    String service,
    String container,
    int port,
    boolean demandsTls) {
  /** Reads a StatefulSet; empty for one without a mongod that is told its set. */
  public static Optional<MongoSet> of(JsonNode statefulSet) {
    return Trees.items(statefulSet, "spec", "template", "spec", "containers").stream()
        .flatMap(container -> of(statefulSet, container).stream())
        .findFirst();
  }

  private static Optional<MongoSet> of(JsonNode statefulSet, JsonNode container) {
    List<String> words = words(container);
    return flag(words, "--replSet")
        .map(
            setName ->
                new MongoSet(
                    Trees.text(statefulSet, "metadata", "namespace"),
                    Trees.name(statefulSet),
                    setName,
                    Trees.number(statefulSet, 1, "spec", "replicas"),
                    Trees.text(statefulSet, "spec", "serviceName"),
                    Trees.text(container, "name"),
                    port(words),
                    demandsTls(words)));
  }

  /** The port of the first of a pod's containers that runs a member's mongod. */
  public static Optional<Integer> portOf(List<JsonNode> containers) {
    return containers.stream()
        .map(MongoSet::words)
        .filter(words -> flag(words, "--replSet").isPresent())
        .map(MongoSet::port)
        .findFirst();
  }

  /** The words of command and args, those inside a shell's {@code -c "..."} too. */
  private static List<String> words(JsonNode container) {
    return Stream.concat(
            Trees.texts(container, "command").stream(), Trees.texts(container, "args").stream())
        .flatMap(part -> Stream.of(part.split("[\\s\"']+", 0)))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static int port(List<String> words) {
    return flag(words, "--port")
        .filter(port -> port.matches("[1-9][0-9]{0,4}"))
        .map(Integer::parseInt)
        .orElse(HostPort.DEFAULT_PORT);
  }

  private static boolean demandsTls(List<String> words) {
    return flag(words, "--tlsMode").filter("requireTLS"::equals).isPresent()
        || flag(words, "--sslMode").filter("requireSSL"::equals).isPresent();
  }

  /** A flag's value, given as {@code --flag value} or {@code --flag=value}. */
  private static Optional<String> flag(List<String> words, String flag) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(flag + "=")) {
        return Optional.of(words.get(i).substring(flag.length() + 1));
      }
      if (words.get(i).equals(flag) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** The sets of a namespace. */
  public static List<MongoSet> in(Kube kube, String namespace) {
    return kube.list(Kinds.STATEFUL_SET, namespace).stream()
        .flatMap(object -> of(object).stream())
        .toList();
  }

  /**
   * The set that a verb is about: the one named, else the only one.
   *
   * @param remedy what to do where there is none
   * @throws Refusal where there is none, or where it is not clear which
   */
  public static MongoSet choose(
      Kube kube, String namespace, Optional<String> named, String remedy) {
    List<MongoSet> sets = in(kube, namespace);
    if (sets.isEmpty() && isMissing(kube, namespace)) {
      throw new Refusal("There is no namespace '%s'".formatted(namespace), remedy);
    }
    List<String> names = sets.stream().map(MongoSet::name).toList();
    if (named.isPresent()) {
      return sets.stream()
          .filter(set -> set.name().equals(named.get()))
          .findFirst()
          .orElseThrow(
              () ->
                  new Refusal(
                      "There is no StatefulSet '%s' with a mongod --replSet in namespace '%s'"
                          .formatted(named.get(), namespace),
                      names.isEmpty() ? remedy : "There are: " + names));
    }
    return switch (sets.size()) {
      case 1 -> sets.getFirst();
      case 0 ->
          throw new Refusal(
              "There is no StatefulSet with a mongod --replSet in namespace '%s'"
                  .formatted(namespace),
              remedy);
      default ->
          throw new Refusal(
              "There are several replica sets in namespace '%s'".formatted(namespace),
              "Name one of " + names);
    };
  }

  /** What is said where it is not there any more. */
  public Refusal gone() {
    return new Refusal("The StatefulSet %s is gone".formatted(name), "It was there a moment ago");
  }

  private static boolean isMissing(Kube kube, String namespace) {
    try {
      return kube.find(Ref.to(Kinds.NAMESPACE, "", namespace)).isEmpty();
    } catch (ApiRefusal mayNotBeRead) {
      return false;
    }
  }

  /** Whether a pod is one of this set's, by its name. */
  public boolean owns(String pod) {
    return pod.startsWith(name + "-") && pod.substring(name.length() + 1).matches("[0-9]+");
  }

  /** The name under which a pod's mongod is a member, as {@code host:port}. */
  public String host(String pod) {
    return "%s.%s.%s.svc.cluster.local:%d".formatted(pod, service, namespace, port);
  }
}
