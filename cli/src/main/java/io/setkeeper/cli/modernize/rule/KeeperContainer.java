package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Container;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import io.setkeeper.cli.modernize.text.Scalars;
import io.setkeeper.core.model.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/** The keeper in the old sidecar's place, with its environment; beside mongod where none was. */
final class KeeperContainer implements Rule.OfSet {
  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return set.keeper()
        .map(keeper -> Stream.concat(image(set, keeper, wishes), command(set, keeper)))
        .orElseGet(() -> Stream.of(added(set, wishes)));
  }

  private static Stream<Step> image(MongoSet set, Container keeper, Wishes wishes) {
    if (keeper.image().equals(wishes.image()) || (keeper.isSetkeeper() && !wishes.imageGiven())) {
      return Stream.empty();
    }
    return Stream.of(
        Step.of(
            set.item(),
            new Edit.Replace(
                keeper.at().appendProperty("image"), StringNode.valueOf(wishes.image())),
            "container %s: image %s in place of %s"
                .formatted(keeper.name(), wishes.image(), keeper.image()),
            keeper.isSetkeeper()
                ? "asked for with --image"
                : "the old sidecar can end in two primaries, and MongoDB 5.1 and later refuse its"
                    + " driver; its variables are kept, the keeper takes them"));
  }

  /** A command is that of an image, and the old one's is in the new one no more. */
  private static Stream<Step> command(MongoSet set, Container keeper) {
    List<Edit> edits =
        Stream.of("command", "args", "workingDir")
            .filter(field -> keeper.tree().has(field))
            .<Edit>map(field -> new Edit.Remove(keeper.at().appendProperty(field)))
            .toList();
    return edits.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Step(
                set.item(),
                edits,
                "container %s without a command".formatted(keeper.name()),
                "the keeper's image has its own, and no shell"));
  }

  private static Step added(MongoSet set, Wishes wishes) {
    List<String> lines = new ArrayList<>();
    lines.add("name: setkeeper");
    lines.add("image: " + Scalars.text(wishes.image()));
    lines.add("env:");
    lines.add("- name: MONGO_SIDECAR_POD_LABELS");
    lines.add("  value: " + Scalars.text(labels(set.selector())));
    if (set.port() != HostPort.DEFAULT_PORT) {
      lines.add("- name: MONGO_PORT");
      lines.add("  value: \"%d\"".formatted(set.port()));
    }
    return Step.of(
        set.item(),
        new Edit.Append(Pods.POD.appendProperty("containers"), String.join("\n", lines)),
        "container setkeeper, image " + wishes.image(),
        "nothing kept the set: its members did not follow the pods");
  }

  private static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
