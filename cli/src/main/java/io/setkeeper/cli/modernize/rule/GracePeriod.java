package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** A pod that ends needs time: for the gate, and for mongod, which quiesces for 15 s by default. */
final class GracePeriod implements Rule.OfSet {
  private static final String FIELD = "terminationGracePeriodSeconds";

  /** Below this the gate has to hurry; docs/keeper.md, Endpoints. */
  private static final int ENOUGH = 40;

  private static final int SECONDS = 60;

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    JsonNode now = set.pod().path(FIELD);
    if (now.asInt(0) >= ENOUGH) {
      return Stream.empty();
    }
    Edit edit =
        now.isNumber()
            ? new Edit.Replace(Pods.POD.appendProperty(FIELD), IntNode.valueOf(SECONDS))
            : new Edit.Put(Pods.POD, FIELD + ": " + SECONDS, Optional.of("containers"));
    return Stream.of(
        Step.of(
            set.item(),
            edit,
            "%s %d in place of %s".formatted(FIELD, SECONDS, now.isNumber() ? now : "30"),
            "the hand-over takes its time, and mongod quiesces for 15 s before it ends; whoever is"
                + " killed in that leaves clients to a failover"));
  }
}
