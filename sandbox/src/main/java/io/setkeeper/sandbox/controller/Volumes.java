package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.kube.Fields;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.kube.Pods;
import io.setkeeper.sandbox.store.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Provisioner and volume controller: a claim whose class exists becomes a PersistentVolume, which
 * is a folder, whatever the class's provisioner would have made of it on a cluster. The folder goes
 * when the claim is deleted (and no pod has it any more), unless the class says Retain.
 *
 * <p>A claim is bound in steps, one a round: the volume, the claim's volumeName, its status.
 */
final class Volumes {
  private static final String COMPONENT = "persistentvolume-controller";
  static final String IN_USE = "kubernetes.io/pvc-protection";
  private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  private final VolumeView view;
  private final List<Change> changes = new ArrayList<>();

  private Volumes(VolumeView view) {
    this.view = view;
  }

  /** What is due now. */
  static List<Change> decide(VolumeView view) {
    Volumes volumes = new Volumes(view);
    view.claims().forEach(volumes::claim);
    view.volumes().forEach(volumes::volume);
    return List.copyOf(volumes.changes);
  }

  private void claim(ObjectNode claim) {
    if (Json.terminating(claim)) {
      if (Meta.finalizers(claim).contains(IN_USE) && !used(claim)) {
        changes.add(new Change.Update(withFinalizers(claim, false)));
      }
      return;
    }
    Optional<ObjectNode> volume = volumeOf(claim);
    if (volume.isEmpty()) {
      provision(claim);
    } else if (Json.text(claim, "spec", "volumeName").isEmpty()) {
      changes.add(new Change.Update(named(claim, volume.get())));
    } else if (!Json.text(claim, "status", "phase").equals("Bound")) {
      changes.add(new Change.UpdateStatus(bound(claim, volume.get())));
    }
  }

  /** A claim that a pod still has keeps its folder; a pod that ended has it no more. */
  private boolean used(ObjectNode claim) {
    return view.pods().stream()
        .filter(pod -> Json.namespace(pod).equals(Json.namespace(claim)) && !Pods.ended(pod))
        .anyMatch(pod -> Pods.claims(pod).contains(Json.name(claim)));
  }

  private Optional<ObjectNode> volumeOf(ObjectNode claim) {
    return view.volumes().stream()
        .filter(v -> Json.text(v, "spec", "claimRef", "uid").equals(Json.uid(claim)))
        .findFirst();
  }

  private void provision(ObjectNode claim) {
    Optional<String> name = className(claim);
    if (name.isEmpty()) {
      changes.add(
          say(
              claim,
              "FailedBinding",
              "no persistent volumes available for this claim and no storage class is set"));
      return;
    }
    Optional<ObjectNode> found =
        view.classes().stream().filter(c -> Json.name(c).equals(name.get())).findFirst();
    if (found.isEmpty()) {
      changes.add(
          say(
              claim,
              "ProvisioningFailed",
              "storageclass.storage.k8s.io \"%s\" not found: create it, or set the claim's"
                      .formatted(name.get())
                  + " storageClassName to one that exists"));
      return;
    }
    boolean late =
        Json.text(found.get(), "volumeBindingMode").equals("WaitForFirstConsumer") && !used(claim);
    if (late) {
      changes.add(
          new Change.Say(
              new Note(
                  claim,
                  COMPONENT,
                  Note.Type.Normal,
                  "WaitForFirstConsumer",
                  "waiting for first consumer to be created before binding",
                  true)));
      return;
    }
    Path folder = folder(claim);
    changes.add(new Change.MakeFolder(folder));
    changes.add(
        new Change.Create(
            newVolume(claim, found.get(), folder), List.of(succeeded(claim, found.get()))));
  }

  /** The class a claim asks for, by its field, the old annotation, or as the cluster's default. */
  private Optional<String> className(ObjectNode claim) {
    if (Json.has(claim, "spec", "storageClassName")) {
      return Fields.optional(claim, "spec", "storageClassName");
    }
    return Optional.of(Meta.annotation(claim, BETA_CLASS))
        .filter(name -> !name.isEmpty())
        .or(
            () ->
                view.classes().stream()
                    .filter(c -> Meta.annotation(c, DEFAULT_CLASS).equals("true"))
                    .map(Json::name)
                    .sorted()
                    .findFirst());
  }

  private static Note succeeded(ObjectNode claim, ObjectNode storageClass) {
    String provisioner = Json.text(storageClass, "provisioner");
    String what =
        switch (provisioner) {
          case "kubernetes.io/glusterfs" -> ": a folder stands in for Gluster";
          case FOLDERS -> "";
          default -> ": a folder stands in for " + provisioner;
        };
    return Note.happened(
        claim,
        provisioner,
        Note.Type.Normal,
        "ProvisioningSucceeded",
        "Successfully provisioned volume " + volumeName(claim) + what);
  }

  /** The provisioner of the sandbox's own class. */
  static final String FOLDERS = "setkeeper.io/folder";

  private static String volumeName(ObjectNode claim) {
    return "pvc-" + Json.uid(claim);
  }

  /** Of the claim's name, so that people find it; a kept one of an earlier claim is not taken. */
  private Path folder(ObjectNode claim) {
    Path folder = view.root().resolve(Json.namespace(claim)).resolve(Json.name(claim));
    boolean taken = view.volumes().stream().anyMatch(v -> folderOf(v).equals(folder.toString()));
    return taken
        ? folder.resolveSibling(Json.name(claim) + "-" + Json.uid(claim).substring(0, 8))
        : folder;
  }

  private static String folderOf(ObjectNode volume) {
    return Json.text(volume, "spec", "hostPath", "path");
  }

  private static ObjectNode newVolume(ObjectNode claim, ObjectNode storageClass, Path folder) {
    ObjectNode volume = Meta.create("v1", "PersistentVolume", "", volumeName(claim));
    Json.with(volume, "metadata", "annotations")
        .put("pv.kubernetes.io/provisioned-by", Json.text(storageClass, "provisioner"));
    ObjectNode spec = Json.with(volume, "spec");
    spec.set("accessModes", Json.at(claim, "spec", "accessModes").deepCopy());
    Json.with(spec, "capacity")
        .put("storage", Json.text(claim, "spec", "resources", "requests", "storage"));
    spec.set("claimRef", reference(claim));
    Json.with(spec, "hostPath").put("path", folder.toString()).put("type", "DirectoryOrCreate");
    spec.put(
        "persistentVolumeReclaimPolicy",
        Fields.optional(storageClass, "reclaimPolicy").orElse("Delete"));
    spec.put("storageClassName", Json.name(storageClass));
    spec.put("volumeMode", "Filesystem");
    return volume;
  }

  private static ObjectNode reference(ObjectNode claim) {
    return Json.object()
        .put("apiVersion", "v1")
        .put("kind", "PersistentVolumeClaim")
        .put("name", Json.name(claim))
        .put("namespace", Json.namespace(claim))
        .put("uid", Json.uid(claim));
  }

  private static ObjectNode named(ObjectNode claim, ObjectNode volume) {
    ObjectNode changed = withFinalizers(claim, true);
    Json.with(changed, "spec").put("volumeName", Json.name(volume));
    Json.with(changed, "metadata", "annotations").put("pv.kubernetes.io/bind-completed", "yes");
    return changed;
  }

  private static ObjectNode withFinalizers(ObjectNode claim, boolean inUse) {
    ObjectNode changed = claim.deepCopy();
    ArrayNode finalizers = Json.array();
    Meta.finalizers(claim).stream().filter(f -> !f.equals(IN_USE)).forEach(finalizers::add);
    if (inUse) {
      finalizers.add(IN_USE);
    }
    Json.with(changed, "metadata").set("finalizers", finalizers);
    return changed;
  }

  private static ObjectNode bound(ObjectNode claim, ObjectNode volume) {
    ObjectNode changed = claim.deepCopy();
    ObjectNode status = Json.with(changed, "status").put("phase", "Bound");
    status.set("accessModes", Json.at(volume, "spec", "accessModes").deepCopy());
    status.set("capacity", Json.at(volume, "spec", "capacity").deepCopy());
    return changed;
  }

  private void volume(ObjectNode volume) {
    if (!Json.has(volume, "spec", "claimRef")) {
      return;
    }
    String uid = Json.text(volume, "spec", "claimRef", "uid");
    if (uid.isEmpty()) {
      // A person reserved it for a claim that may come.
      return;
    }
    boolean claimed = view.claims().stream().anyMatch(c -> Json.uid(c).equals(uid));
    if (claimed) {
      phase(volume, "Bound");
    } else if (Json.text(volume, "spec", "persistentVolumeReclaimPolicy").equals("Delete")) {
      reclaim(volume);
    } else {
      phase(volume, "Released");
    }
  }

  /** Only a folder that was made here is deleted: what a person named in a volume is theirs. */
  private void reclaim(ObjectNode volume) {
    Path root = view.root().normalize();
    Path folder = Path.of(folderOf(volume)).normalize();
    if (folder.startsWith(root) && !folder.equals(root)) {
      changes.add(new Change.DeleteFolder(folder));
      changes.add(new Change.Delete(volume, OptionalInt.empty(), List.of()));
    } else {
      phase(volume, "Failed");
    }
  }

  private void phase(ObjectNode volume, String phase) {
    if (!Json.text(volume, "status", "phase").equals(phase)) {
      ObjectNode changed = volume.deepCopy();
      Json.with(changed, "status").put("phase", phase);
      changes.add(new Change.UpdateStatus(changed));
    }
  }

  private static Change say(ObjectNode claim, String reason, String message) {
    return new Change.Say(Note.warning(claim, COMPONENT, reason, message));
  }
}
