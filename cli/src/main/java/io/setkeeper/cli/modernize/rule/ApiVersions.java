package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.KubernetesVersion;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.StringNode;

/** An apiVersion that is gone becomes the one that took its place with the same fields. */
final class ApiVersions implements Rule {
  private static final JsonPointer FIELD = JsonPointer.compile("/apiVersion");

  /** From here on there is policy/v1. */
  static final KubernetesVersion POLICY_V1 = KubernetesVersion.v1(21);

  /**
   * @param old a pattern
   * @param gone the version of Kubernetes without it
   */
  private record Successor(String kind, String old, String now, String gone) {}

  private static final List<Successor> SUCCESSORS =
      List.of(
          new Successor("StatefulSet", "apps/v1beta[12]|extensions/v1beta1", "apps/v1", "1.16"),
          new Successor(
              "StorageClass", "storage.k8s.io/v1(alpha1|beta1)", "storage.k8s.io/v1", "1.22"),
          new Successor(
              "(Cluster)?Role(Binding)?",
              "rbac.authorization.k8s.io/v1(alpha1|beta1)",
              "rbac.authorization.k8s.io/v1",
              "1.22"),
          new Successor("NetworkPolicy", "extensions/v1beta1", "networking.k8s.io/v1", "1.16"));

  @Override
  public Stream<Step> due(Bundle bundle, Wishes wishes) {
    return bundle.items().stream().flatMap(item -> step(item, wishes).stream());
  }

  private static Optional<Step> step(Item item, Wishes wishes) {
    if (item.is("PodDisruptionBudget")) {
      return budget(item, wishes);
    }
    if (item.is("StatefulSet") && MongoSet.of(item).isEmpty()) {
      return Optional.empty();
    }
    return SUCCESSORS.stream()
        .filter(s -> item.kind().matches(s.kind) && item.apiVersion().matches(s.old))
        .findFirst()
        .map(
            s ->
                step(
                    item,
                    s.now,
                    "Kubernetes %s removed %s".formatted(s.gone, item.apiVersion())
                        + defaults(item)));
  }

  private static String defaults(Item item) {
    return item.apiVersion().equals("apps/v1beta1")
        ? "; with it, a change of the template restarts pods by itself, the highest ordinal first,"
            + " unless updateStrategy says OnDelete"
        : "";
  }

  private static Optional<Step> budget(Item item, Wishes wishes) {
    String right = budgetVersion(wishes);
    return item.apiVersion().equals(right)
        ? Optional.empty()
        : Optional.of(
            step(
                item,
                right,
                right.equals("policy/v1")
                    ? "Kubernetes 1.25 removed policy/v1beta1"
                    : "Kubernetes has policy/v1 from 1.21 on"));
  }

  /** The apiVersion of a PodDisruptionBudget. */
  static String budgetVersion(Wishes wishes) {
    return wishes.isBefore(POLICY_V1) ? "policy/v1beta1" : "policy/v1";
  }

  private static Step step(Item item, String now, String why) {
    return Step.of(
        item,
        new Edit.Replace(FIELD, StringNode.valueOf(now)),
        "apiVersion %s in place of %s".formatted(now, item.apiVersion()),
        why);
  }
}
