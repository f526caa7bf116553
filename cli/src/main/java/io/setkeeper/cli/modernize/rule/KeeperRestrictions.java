package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;

/** The keeper needs no right on its node, and asks for none. */
final class KeeperRestrictions implements Rule.OfSet {
  private static final String CONTEXT =
      """
      securityContext:
        runAsNonRoot: true
        readOnlyRootFilesystem: true
        allowPrivilegeEscalation: false
        capabilities:
          drop:
          - ALL
      """;

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return set.keeper().stream()
        .filter(keeper -> !keeper.tree().has("securityContext"))
        .map(
            keeper ->
                Step.of(
                    set.item(),
                    new Edit.Put(keeper.at(), CONTEXT, Optional.empty()),
                    "container %s: securityContext, nothing but what it needs"
                        .formatted(keeper.name()),
                    "it is no root, writes no file and needs no capability"));
  }
}
