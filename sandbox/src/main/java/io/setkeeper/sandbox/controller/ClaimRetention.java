package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code persistentVolumeClaimRetentionPolicy}: a claim that is to go with the set is owned by the
 * set, one that is to go with a superfluous pod is owned by that pod; the garbage collector does
 * the rest. Both policies are Retain where they are not given, and claims are owned by nobody.
 */
final class ClaimRetention {
  private ClaimRetention() {}

  /** The claims whose owners are not as the policy wants them. */
  static List<Change> changes(SetView view) {
    List<Change> changes = new ArrayList<>();
    for (ObjectNode claim : view.claims().values()) {
      ordinalOf(view, claim)
          .ifPresent(ordinal -> corrected(view, claim, ordinal).ifPresent(changes::add));
    }
    return changes;
  }

  private static OptionalInt ordinalOf(SetView view, ObjectNode claim) {
    for (ObjectNode template : view.claimTemplates()) {
      String prefix = Json.name(template) + "-";
      if (Json.name(claim).startsWith(prefix)) {
        ObjectNode pod = Meta.create("v1", "Pod", "", Json.name(claim).substring(prefix.length()));
        OptionalInt ordinal = view.ordinal(pod);
        if (ordinal.isPresent()) {
          return ordinal;
        }
      }
    }
    return OptionalInt.empty();
  }

  private static Optional<Change> corrected(SetView view, ObjectNode claim, int ordinal) {
    Optional<ObjectNode> pod = view.pod(ordinal);
    boolean superfluous = !view.wants(ordinal);
    if (superfluous && pod.isEmpty()) {
      return Optional.empty();
    }
    boolean bySet = deletes(view, "whenDeleted");
    boolean byPod = deletes(view, "whenScaled") && superfluous;
    ArrayNode owners = Json.array();
    Meta.owners(claim).stream().filter(o -> !isOwn(view, o)).forEach(owners::add);
    if (byPod) {
      pod.ifPresent(p -> owners.add(Meta.reference(p, false)));
    } else if (bySet) {
      owners.add(Meta.reference(view.set(), false));
    }
    if (Json.terminating(claim) || uids(owners).equals(uids(Meta.owners(claim)))) {
      return Optional.empty();
    }
    ObjectNode changed = claim.deepCopy();
    Json.with(changed, "metadata").set("ownerReferences", owners);
    return Optional.of(new Change.Update(changed));
  }

  private static boolean deletes(SetView view, String when) {
    return Json.text(view.set(), "spec", "persistentVolumeClaimRetentionPolicy", when)
        .equals("Delete");
  }

  /** The set and its pods: the owners that this policy gives and takes. */
  private static boolean isOwn(SetView view, ObjectNode owner) {
    String uid = Json.text(owner, "uid");
    return uid.equals(Json.uid(view.set()))
        || view.own().stream().anyMatch(p -> Json.uid(p).equals(uid));
  }

  private static List<String> uids(Iterable<? extends JsonNode> owners) {
    List<String> uids = new ArrayList<>();
    owners.forEach(o -> uids.add(Json.text(o, "uid")));
    return uids;
  }
}
