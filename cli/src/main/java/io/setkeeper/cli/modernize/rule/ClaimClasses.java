package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import io.setkeeper.cli.modernize.text.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A claim's class is a field, not an annotation; and the class that the user asks for. */
final class ClaimClasses implements Rule.OfSet {
  private static final String FIELD = "storageClassName";
  private static final String BETA = "volume.beta.kubernetes.io/storage-class";
  private static final String ALPHA = "volume.alpha.kubernetes.io/storage-class";

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    int claims = set.item().tree().at(Pods.CLAIMS).size();
    return IntStream.range(0, claims)
        .mapToObj(i -> step(set.item(), Pods.CLAIMS.appendIndex(i), wishes))
        .flatMap(Optional::stream);
  }

  private static Optional<Step> step(Item item, JsonPointer at, Wishes wishes) {
    JsonNode claim = item.tree().at(at);
    String annotation = Trees.text(claim, "metadata", "annotations", BETA);
    String field = Trees.text(claim, "spec", FIELD);
    // Kubernetes follows the annotation where both are there.
    String now = annotation.isEmpty() ? field : annotation;
    String wanted = wishes.storageClass().orElse(now);
    List<Edit> edits = new ArrayList<>();
    Annotations.remove(item, at.appendProperty("metadata"), BETA).ifPresent(edits::add);
    if (edits.isEmpty()) {
      Annotations.remove(item, at.appendProperty("metadata"), ALPHA).ifPresent(edits::add);
    }
    if (!wanted.equals(field)) {
      edits.add(set(at.appendProperty("spec"), claim, wanted));
    }
    return edits.isEmpty()
        ? Optional.empty()
        : Optional.of(new Step(item, edits, what(claim, wanted), why(now, wanted)));
  }

  private static Edit set(JsonPointer spec, JsonNode claim, String name) {
    return Trees.has(claim, "spec", FIELD)
        ? new Edit.Replace(spec.appendProperty(FIELD), StringNode.valueOf(name))
        : new Edit.Put(spec, FIELD + ": " + Scalars.text(name), Optional.of("resources"));
  }

  private static String what(JsonNode claim, String wanted) {
    return "claim %s: %s"
        .formatted(
            Trees.name(claim),
            wanted.isEmpty() ? "no storage-class annotation" : FIELD + " " + wanted);
  }

  private static String why(String now, String wanted) {
    return now.equals(wanted) || (now.isEmpty() && wanted.isEmpty())
        ? "it took the place of the annotation in Kubernetes 1.6"
        : "asked for with --storage-class"
            + (now.isEmpty() ? "" : ", in place of %s".formatted(now));
  }
}
