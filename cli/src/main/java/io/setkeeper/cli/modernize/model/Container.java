package io.setkeeper.cli.modernize.model;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.kubernetes.KeeperImages;
import io.setkeeper.sandbox.node.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A container of a pod template.
 *
 * @param list {@code containers} or {@code initContainers}
 * @param at where it is in the object
 */
public record Container(String list, int index, JsonPointer at, JsonNode tree) {
  private static final Set<String> MONGODS =
      Set.of(
          "mongo",
          "mongodb-community-server",
          "mongodb-enterprise-server",
          "percona-server-mongodb");

  /** Without one of these, neither the old sidecars nor the keeper know what to keep. */
  private static final Set<String> LABELS =
      Set.of("MONGO_SIDECAR_POD_LABELS", "KUBERNETES_POD_LABELS");

  private static final Pattern MONGOD =
      Pattern.compile("(^|.*[/\\s])mongod(\\s.*|$)", Pattern.DOTALL);

  /** The containers of a list. */
  static List<Container> all(JsonNode statefulSet, String list) {
    List<Container> found = new ArrayList<>();
    JsonNode containers = statefulSet.at(Pods.POD).path(list);
    for (int i = 0; i < containers.size(); i++) {
      found.add(new Container(list, i, Pods.container(list, i), containers.get(i)));
    }
    return found;
  }

  /** Its name. */
  public String name() {
    return Trees.text(tree, "name");
  }

  /** Its image. */
  public String image() {
    return Trees.text(tree, "image");
  }

  /** Command and arguments. */
  public List<String> words() {
    List<String> words = new ArrayList<>(Trees.texts(tree, "command"));
    words.addAll(Trees.texts(tree, "args"));
    return words;
  }

  /** An environment variable's value, where it is written there. */
  public Optional<String> variable(String name) {
    return Trees.items(tree, "env").stream()
        .filter(entry -> Trees.text(entry, "name").equals(name))
        .map(entry -> Trees.text(entry, "value"))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Whether it has an environment variable of this name, from wherever its value is. */
  public boolean isTold(String variable) {
    return Trees.items(tree, "env").stream().anyMatch(e -> Trees.text(e, "name").equals(variable));
  }

  /** Whether its command is mongod, or its image and no command says another. */
  boolean isMongod() {
    return words().stream().anyMatch(word -> MONGOD.matcher(word).matches())
        || (MONGODS.contains(ImageName.lastPart(image()))
            && Trees.items(tree, "command").isEmpty());
  }

  /** Whether it keeps a set: an old sidecar, under whatever name, or the keeper. */
  boolean isKeeper() {
    return LABELS.stream().anyMatch(this::isTold) || KeeperImages.isKeeper(image());
  }

  /** Whether it is the keeper, from whichever registry. */
  public boolean isSetkeeper() {
    return KeeperImages.isSetkeeper(image());
  }
}
