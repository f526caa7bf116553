package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * apps/v1 demands a selector. The old versions made it of all labels of the template: the same one
 * is written, so that a running StatefulSet keeps its own, which can't be changed.
 */
final class Selector implements Rule.OfSet {
  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    if (Trees.has(set.item().tree(), "spec", "selector")) {
      return Stream.empty();
    }
    if (set.labels().isEmpty()) {
      throw new Refusal(
          "%s in %s has no labels in its template, and no selector"
              .formatted(set.item(), set.item().file()),
          "Give the template labels: spec.template.metadata.labels");
    }
    String entries = "selector:\n  matchLabels:\n" + Yaml.map(set.labels(), 4);
    return Stream.of(
        Step.of(
            set.item(),
            new Edit.Put(Pods.SPEC, entries, Optional.of("template")),
            "selector " + Yaml.inline(set.labels()),
            "apps/v1 demands one; it is what the old version made of the template's labels"));
  }
}
