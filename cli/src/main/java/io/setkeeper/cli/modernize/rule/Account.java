package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** The pods have an account of their own, whose token they get. */
final class Account implements Rule.OfSet {
  private static final String NAME = "serviceAccountName";
  private static final String TOKEN = "automountServiceAccountToken";

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return Stream.of(name(set), token(set)).flatMap(Optional::stream);
  }

  private static Optional<Step> name(MongoSet set) {
    if (set.account().isPresent()) {
      return Optional.empty();
    }
    String name = set.addedName();
    Edit edit =
        Trees.has(set.pod(), NAME)
            ? new Edit.Replace(Pods.POD.appendProperty(NAME), StringNode.valueOf(name))
            : new Edit.Put(Pods.POD, NAME + ": " + name, Optional.of("containers"));
    return Optional.of(
        Step.of(
            set.item(),
            edit,
            NAME + " " + name,
            "the keeper looks at pods and writes its record: an account of its own may do that, and"
                + " nothing else"));
  }

  private static Optional<Step> token(MongoSet set) {
    return Trees.text(set.pod(), TOKEN).equals("false")
        ? Optional.of(
            Step.of(
                set.item(),
                new Edit.Replace(Pods.POD.appendProperty(TOKEN), BooleanNode.TRUE),
                TOKEN + ": true",
                "without the token the keeper can ask nothing of the API server"))
        : Optional.empty();
  }
}
