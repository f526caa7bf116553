package io.setkeeper.cli.modernize;

import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.kubernetes.SetScopes;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How the changed StatefulSet gets to one that runs. Kubernetes takes changes of the template,
 * replicas, updateStrategy and little else; for the rest the StatefulSet is made anew around its
 * pods.
 */
final class Adoption {
  private static final List<String> FIXED =
      List.of("serviceName", "podManagementPolicy", "volumeClaimTemplates");

  private Adoption() {}

  /**
   * An old sidecar that does not know the Service names members by pod IPs (docs/kubernetes.md,
   * "Adopt"): the swap would take them away. What {@code envFrom} tells it is not known here.
   */
  static Optional<Note> names(MongoSet before) {
    return before
        .keeper()
        .filter(
            keeper -> !keeper.isSetkeeper() && SetScopes.SERVICE.stream().noneMatch(keeper::isTold))
        .filter(keeper -> keeper.tree().path("envFrom").isEmpty())
        .map(
            keeper ->
                Note.of(
                    before.item(),
                    ("WARNING: its old sidecar was not told %s, so where the set runs already its"
                            + " members are named by pod IPs, which end with the pods: give each its"
                            + " pod's name by rs.reconfig, one at a time, before you apply this"
                            + " (./setkeeper explain shows the names)")
                        .formatted(SetScopes.SERVICE.getFirst())));
  }

  /** What has to be done beyond kubectl apply; empty where nothing changes. */
  static Optional<Note> note(Item before, Item after) {
    JsonNode old = before.tree().path("spec");
    JsonNode now = after.tree().path("spec");
    if (old.equals(now)) {
      return Optional.empty();
    }
    List<String> fixed = FIXED.stream().filter(f -> !old.path(f).equals(now.path(f))).toList();
    String restart = "its pods are replaced one by one, the highest ordinal first";
    return Optional.of(
        Note.of(
            after,
            fixed.isEmpty()
                ? "where it runs already: kubectl apply changes it in place, and " + restart
                : "where it runs already: kubectl apply is refused, because "
                    + String.join(" and ", fixed)
                    + " can't be changed in place (template, replicas and updateStrategy can). Say"
                    + " kubectl delete statefulset "
                    + after.name()
                    + " --cascade=orphan (pods and volumes stay, mongods go on), then kubectl"
                    + " apply: it takes its pods back, and "
                    + restart
                    + ". Claims that there are keep their class"));
  }
}
