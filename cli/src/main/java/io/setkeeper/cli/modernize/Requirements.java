package io.setkeeper.cli.modernize;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Container;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.text.ParsedFile;
import io.setkeeper.kubernetes.KeeperImages;
import java.util.List;
import java.util.stream.Collectors;

/** What files must have for anything to be made of them. */
final class Requirements {
  private Requirements() {}

  /**
   * Looks for it.
   *
   * @throws Refusal where no set is in them, or one that two containers would keep
   */
  static void check(Bundle bundle) {
    List<MongoSet> sets = bundle.sets();
    if (sets.isEmpty()) {
      throw new Refusal(
          "There is no StatefulSet of a MongoDB replica set, with a container that says --replSet,"
              + " in %s"
                  .formatted(
                      bundle.files().stream()
                          .map(ParsedFile::name)
                          .collect(Collectors.joining(", "))),
          "Name the file with it, too; --replSet belongs on mongod's command line");
    }
    sets.forEach(Requirements::check);
  }

  private static void check(MongoSet set) {
    // By their images: a log shipper may have variables of the same names.
    List<Container> keepers =
        set.keepers().stream().filter(k -> KeeperImages.isKeeper(k.image())).toList();
    if (keepers.size() > 1) {
      throw new Refusal(
          "%s in %s has more than one keeper, and they would change the set against each other: %s"
              .formatted(
                  set.item(),
                  set.item().file(),
                  keepers.stream()
                      .map(k -> "container %s (%s)".formatted(k.name(), k.image()))
                      .collect(Collectors.joining(" and "))),
          "Take all but one of them out");
    }
  }
}
