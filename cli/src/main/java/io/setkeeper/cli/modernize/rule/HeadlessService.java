package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Pods;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.BooleanNode;

/** Members find each other by names that must resolve before their pods are ready. */
final class HeadlessService implements Rule.OfSet {
  static final String FIELD = "publishNotReadyAddresses";
  private static final String OLD = "service.alpha.kubernetes.io/tolerate-unready-endpoints";

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return bundle.find("Service", set.service(), set.item()).stream()
        .flatMap(service -> Stream.of(publish(service), annotation(service)))
        .flatMap(Optional::stream);
  }

  private static Optional<Step> publish(Item service) {
    if (Trees.at(service.tree(), "spec", FIELD).asBoolean(false)) {
      return Optional.empty();
    }
    Edit edit =
        Trees.has(service.tree(), "spec", FIELD)
            ? new Edit.Replace(Pods.SPEC.appendProperty(FIELD), BooleanNode.TRUE)
            : new Edit.Put(Pods.SPEC, FIELD + ": true", Optional.of("selector"));
    return Optional.of(
        Step.of(
            service,
            edit,
            FIELD + ": true",
            "a mongod must find itself and the others by name before its pod is ready"));
  }

  private static Optional<Step> annotation(Item service) {
    return Annotations.remove(service, JsonPointer.compile("/metadata"), OLD)
        .map(
            edit ->
                Step.of(service, edit, "without the annotation " + OLD, FIELD + " took its place"));
  }
}
