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
import tools.jackson.databind.node.StringNode;

/** mongod waits at the keeper's gate before it ends. */
public final class PreStopGate implements Rule.OfSet {
  /**
   * Without a slash: kubelets of before the one way of all GETs put one before a hook's path
   * themselves (kubernetes/kubernetes#56951; seen with 1.20.2), and {@code //prestop} leads
   * nowhere: mongod would end at once, and nobody would say so.
   */
  static final String PATH = "prestop";

  private static final String WITH_SLASH = "/" + PATH;
  private static final JsonPointer HOOK_PATH =
      JsonPointer.compile("/lifecycle/preStop/httpGet/path");

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    if (path(set).equals(WITH_SLASH)) {
      return Stream.of(
          Step.of(
              set.item(),
              new Edit.Replace(set.mongod().at().append(HOOK_PATH), StringNode.valueOf(PATH)),
              "mongod's preStop hook: path %s in place of %s".formatted(PATH, WITH_SLASH),
              "older kubelets put a slash before it themselves, and //%s leads nowhere"
                  .formatted(PATH)));
    }
    if (hasHook(set) || set.keeperPort() == 0) {
      return Stream.empty();
    }
    String hook =
        """
        preStop:
          httpGet:
            # Without a slash: older kubelets put one before it themselves, and //prestop leads nowhere.
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
            "mongod's preStop hook: the keeper's %s".formatted(WITH_SLASH),
            "a primary hands over, and a member that was scaled away is removed, before mongod ends"));
  }

  /** Whether mongod has a hook already. */
  public static boolean hasHook(MongoSet set) {
    return Trees.has(set.mongod().tree(), "lifecycle", "preStop");
  }

  private static String path(MongoSet set) {
    return Trees.text(set.mongod().tree(), "lifecycle", "preStop", "httpGet", "path");
  }

  /** Whether that is the gate. */
  public static boolean hasGate(MongoSet set) {
    return path(set).equals(PATH);
  }
}
