package io.setkeeper.cli.modernize.model;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.keeper.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A StatefulSet whose pods are a replica set's members.
 *
 * @param keeper the first container that keeps the set, old or new; none where somebody does it by
 *     hand
 */
public record MongoSet(Item item, Container mongod, Optional<Container> keeper) {
  /** The set that a StatefulSet is; empty where it is not MongoDB's, or no replica set. */
  public static Optional<MongoSet> of(Item item) {
    Optional<Container> keeper = keepers(item).findFirst();
    return Container.all(item.tree(), "containers").stream()
        .filter(container -> container.isMongod() && !container.isKeeper())
        .filter(mongod -> keeper.isPresent() || replSet(mongod))
        .findFirst()
        .map(mongod -> new MongoSet(item, mongod, keeper));
  }

  private static Stream<Container> keepers(Item item) {
    return Stream.of("containers", "initContainers")
        .flatMap(list -> Container.all(item.tree(), list).stream())
        .filter(Container::isKeeper);
  }

  /** All the containers that keep it: one, where nothing is wrong. */
  public List<Container> keepers() {
    return keepers(item).toList();
  }

  private static boolean replSet(Container mongod) {
    return mongod.words().stream()
        .anyMatch(word -> word.matches("(?s)(.*\\s)?--replSet([=\\s].*)?"));
  }

  /** The StatefulSet's name. */
  public String name() {
    return item.name();
  }

  /** The pod's spec. */
  public JsonNode pod() {
    return item.tree().at(Pods.POD);
  }

  /** The labels of its pods. */
  public Map<String, String> labels() {
    return new TreeMap<>(Trees.map(item.tree(), "spec", "template", "metadata", "labels"));
  }

  /** The labels that its pods are found by. */
  public Map<String, String> selector() {
    Map<String, String> selector =
        new TreeMap<>(Trees.map(item.tree(), "spec", "selector", "matchLabels"));
    return selector.isEmpty() ? labels() : selector;
  }

  /** The account that its pods have, where one is named. */
  public Optional<String> account() {
    return Stream.of("serviceAccountName", "serviceAccount")
        .map(field -> Trees.text(pod(), field))
        .filter(name -> !name.isEmpty() && !name.equals("default"))
        .findFirst();
  }

  /** What is added for it is called so, where it has no name of its own. */
  public String addedName() {
    return name() + "-setkeeper";
  }

  /** The governing Service's name; empty where it names none. */
  public String service() {
    return Trees.text(item.tree(), "spec", "serviceName");
  }

  /** The port of its mongods. */
  public int port() {
    List<String> words = mongod.words();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String value =
          word.startsWith("--port=")
              ? word.substring("--port=".length())
              : word.equals("--port") && i + 1 < words.size() ? words.get(i + 1) : "";
      if (value.matches("[1-9]\\d{0,4}")) {
        return Integer.parseInt(value);
      }
    }
    return keeper.flatMap(k -> number(k, "MONGO_PORT")).orElse(HostPort.DEFAULT_PORT);
  }

  /** The port of its keepers; 0 where they listen nowhere. */
  public int keeperPort() {
    return keeper.flatMap(k -> number(k, "SETKEEPER_HTTP_PORT")).orElse(Settings.DEFAULT_HTTP_PORT);
  }

  private static Optional<Integer> number(Container container, String variable) {
    return container.variable(variable).filter(v -> v.matches("\\d{1,5}")).map(Integer::valueOf);
  }
}
