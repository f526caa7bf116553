package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** mongod waits at the keeper's gate before it ends. */
public final class PreStopGate implements Rule.OfSet {
  static final String PATH = "/prestop";

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    if (hasHook(set) || set.keeperPort() == 0) {
      return Stream.empty();
    }
    String hook =
        """
        preStop:
          httpGet:
            path: %s
            port: %d
        """
            .formatted(PATH, set.keeperPort());
    JsonPointer mongod = set.mongod().at();
    Edit edit =
        set.mongod().tree().path("lifecycle").isObject()
            ? new Edit.Put(mongod.appendProperty("lifecycle"), hook, Optional.empty())
            : new Edit.Put(mongod, "lifecycle:\n" + hook.indent(2), Optional.of("volumeMounts"));
    return Stream.of(
        Step.of(
            set.item(),
            edit,
            "mongod's preStop hook: the keeper's %s".formatted(PATH),
            "a primary hands over, and a member that was scaled away is removed, before mongod ends"));
  }

  /** Whether mongod has a hook already. */
  public static boolean hasHook(MongoSet set) {
    return Trees.has(set.mongod().tree(), "lifecycle", "preStop");
  }

  /** Whether that is the gate. */
  public static boolean hasGate(MongoSet set) {
    return Trees.text(set.mongod().tree(), "lifecycle", "preStop", "httpGet", "path").equals(PATH);
  }
}
