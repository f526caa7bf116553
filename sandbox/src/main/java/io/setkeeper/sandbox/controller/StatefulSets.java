package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * The StatefulSet controller, as {@code pkg/controller/statefulset} of Kubernetes does it: pods in
 * the order of their ordinals, each Running and Ready (and available) before the next is created;
 * the superfluous ones ended from the highest; then the rolling update, from the highest as well.
 * With {@code podManagementPolicy: Parallel} creation and scaling wait for nobody, the rolling
 * update still does.
 */
final class StatefulSets {
  private static final String COMPONENT = "statefulset-controller";

  private final SetView view;
  private final Revisions revisions;
  private final List<Change> changes = new ArrayList<>();

  private StatefulSets(SetView view) {
    this.view = view;
    this.revisions = Revisions.of(view);
  }

  /** What is due now; the status is always last. Nothing for a set that is being deleted. */
  static List<Change> decide(SetView view) {
    if (Json.terminating(view.set())) {
      return List.of();
    }
    return new StatefulSets(view).decide();
  }

  private List<Change> decide() {
    if (!view.services().contains(view.service())) {
      changes.add(new Change.Say(noService()));
    }
    revisions.missing(view).ifPresent(r -> changes.add(new Change.Create(r, List.of())));
    List<ObjectNode> orphans = orphans();
    if (orphans.isEmpty()) {
      retention();
      if (replicate() && condemn() && view.rolling()) {
        roll();
      }
    } else {
      orphans.forEach(this::adopt);
    }
    SetStatus.changed(view, revisions).ifPresent(s -> changes.add(new Change.UpdateStatus(s)));
    revisions.outdated(view).forEach(r -> changes.add(delete(r, List.of())));
    return List.copyOf(changes);
  }

  private Note noService() {
    return Note.warning(
        view.set(),
        COMPONENT,
        "NoGoverningService",
        "service %s, which spec.serviceName names, does not exist in namespace %s: the pods have no"
                .formatted(view.service(), Json.namespace(view.set()))
            + " names until it is created");
  }

  /** Pods of this set's name and labels that nobody manages: left by a delete with orphans. */
  private List<ObjectNode> orphans() {
    var wanted = Fields.strings(view.set(), "spec", "selector", "matchLabels");
    return view.pods().stream()
        .filter(p -> Meta.controller(p).isEmpty() && !Json.terminating(p))
        .filter(p -> view.ordinal(p).isPresent() && Fields.matches(wanted, Meta.labels(p)))
        .toList();
  }

  private void adopt(ObjectNode orphan) {
    ObjectNode pod = orphan.deepCopy();
    Json.with(pod, "metadata").withArray("ownerReferences").add(Meta.reference(view.set(), true));
    changes.add(new Change.Update(pod));
  }

  private void retention() {
    ClaimRetention.changes(view).forEach(changes::add);
  }

  /** Creates what is missing. Answers whether the next phase may come. */
  private boolean replicate() {
    for (int i = view.start(); i < view.start() + view.replicas(); i++) {
      Optional<ObjectNode> pod = view.pod(i);
      boolean satisfied = pod.isPresent() ? settle(pod.get()) : create(i);
      if (!satisfied && view.ordered()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a pod that exists lets its successor come. One that ended is deleted, to come anew. */
  private boolean settle(ObjectNode pod) {
    if (Json.terminating(pod)) {
      return false;
    }
    if (Pods.ended(pod)) {
      Note note =
          note(
              Note.Type.Warning,
              "RecreatingFailedPod",
              "StatefulSet %s is recreating failed Pod %s".formatted(key(), Json.name(pod)));
      changes.add(delete(pod, List.of(note)));
      return false;
    }
    if (Pods.ready(pod) && !SetStatus.available(view, pod)) {
      changes.add(new Change.LookAgain(SetStatus.availableAt(view, pod)));
    }
    return SetStatus.available(view, pod);
  }

  /** Creates the pod of an ordinal and its claims; false, as it is not ready yet. */
  private boolean create(int ordinal) {
    if (view.pods().stream().anyMatch(p -> Json.name(p).equals(view.podName(ordinal)))) {
      changes.add(new Change.Say(taken(ordinal)));
      return false;
    }
    for (ObjectNode template : view.claimTemplates()) {
      String claim = view.claimName(template, ordinal);
      Optional<ObjectNode> there = Optional.ofNullable(view.claims().get(claim));
      if (there.map(Json::terminating).orElse(false)) {
        return false;
      }
      if (there.isEmpty()) {
        changes.add(createClaim(template, ordinal));
      }
    }
    Note created = note(Note.Type.Normal, "SuccessfulCreate", done("create", ordinal));
    changes.add(new Change.Create(PodTemplate.pod(view, revisions, ordinal), List.of(created)));
    return false;
  }

  private Change createClaim(ObjectNode template, int ordinal) {
    String message =
        "create Claim %s Pod %s in StatefulSet %s success"
            .formatted(view.claimName(template, ordinal), view.podName(ordinal), view.name());
    return new Change.Create(
        PodTemplate.claim(view, template, ordinal),
        List.of(note(Note.Type.Normal, "SuccessfulCreate", message)));
  }

  private Note taken(int ordinal) {
    return Note.warning(
        view.set(),
        COMPONENT,
        "FailedCreate",
        "create Pod %s in StatefulSet %s failed: a pod of this name exists and is not of this set"
            .formatted(view.podName(ordinal), view.name()));
  }

  /** Ends what is beyond the wanted ordinals. Answers whether the next phase may come. */
  private boolean condemn() {
    List<ObjectNode> condemned =
        view.own().stream()
            .filter(p -> !view.wants(ordinal(p)))
            .sorted(Comparator.comparingInt(this::ordinal).reversed())
            .toList();
    Optional<ObjectNode> firstUnhealthy =
        condemned.stream().filter(p -> !healthy(p)).min(Comparator.comparingInt(this::ordinal));
    for (ObjectNode pod : condemned) {
      // An unhealthy pod holds up those below it, unless it is itself the lowest unhealthy one.
      boolean held = !Pods.ready(pod) && !firstUnhealthy.equals(Optional.of(pod));
      if (!Json.terminating(pod) && !(view.ordered() && held)) {
        changes.add(delete(pod, List.of(deleted(pod))));
      }
      if (view.ordered()) {
        return false;
      }
    }
    return condemned.isEmpty();
  }

  /** Replaces the highest pod of another revision, when all above it are healthy. */
  private void roll() {
    for (int i = view.start() + view.replicas() - 1; i >= view.firstToUpdate(); i--) {
      Optional<ObjectNode> pod = view.pod(i);
      if (pod.isEmpty() || !healthyOrOld(pod.get())) {
        return;
      }
      if (!Revisions.of(pod.get()).equals(revisions.update())) {
        changes.add(delete(pod.get(), List.of(deleted(pod.get()))));
        return;
      }
    }
  }

  private boolean healthyOrOld(ObjectNode pod) {
    boolean old = !Revisions.of(pod).equals(revisions.update());
    return old ? !Json.terminating(pod) : healthy(pod) && SetStatus.available(view, pod);
  }

  private static boolean healthy(ObjectNode pod) {
    return Pods.ready(pod) && !Json.terminating(pod);
  }

  private int ordinal(ObjectNode pod) {
    return view.ordinal(pod).orElse(-1);
  }

  private Note deleted(ObjectNode pod) {
    return note(Note.Type.Normal, "SuccessfulDelete", done("delete", ordinal(pod)));
  }

  private String done(String verb, int ordinal) {
    return "%s Pod %s in StatefulSet %s successful"
        .formatted(verb, view.podName(ordinal), view.name());
  }

  private String key() {
    return Meta.key(view.set());
  }

  private Note note(Note.Type type, String reason, String message) {
    return Note.happened(view.set(), COMPONENT, type, reason, message);
  }

  private static Change delete(ObjectNode object, List<Note> notes) {
    return new Change.Delete(object, OptionalInt.empty(), notes);
  }
}
