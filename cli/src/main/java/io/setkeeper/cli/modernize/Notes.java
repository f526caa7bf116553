package io.setkeeper.cli.modernize;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.rule.PreStopGate;
import io.setkeeper.cli.modernize.rule.RemovedProvisioners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is left to the user, and what was left alone. */
final class Notes {
  private static final Pattern TAG = Pattern.compile("[^:@]+(?::\\d+/[^:@]+)?:v?(\\d+)\\.(\\d+).*");

  private Notes() {}

  static List<Note> of(Bundle before, Bundle after, Wishes wishes) {
    List<Note> notes = new ArrayList<>();
    after
        .items("StatefulSet")
        .filter(item -> MongoSet.of(item).isEmpty())
        .map(item -> Note.of(item, "runs no mongod with --replSet: left as it is"))
        .forEach(notes::add);
    after.items("StorageClass").flatMap(item -> provisioner(item).stream()).forEach(notes::add);
    before.sets().stream().flatMap(set -> Adoption.names(set).stream()).forEach(notes::add);
    for (MongoSet set : after.sets()) {
      Stream.of(
              service(set, after),
              hook(set),
              image(set),
              mounts(set),
              binding(set, before, after, wishes))
          .flatMap(Optional::stream)
          .forEach(notes::add);
      before
          .find("StatefulSet", set.name(), set.item())
          .flatMap(old -> Adoption.note(old, set.item()))
          .ifPresent(notes::add);
    }
    return notes;
  }

  private static Optional<Note> provisioner(Item storageClass) {
    return RemovedProvisioners.gone(storageClass)
        .map(
            gone ->
                Note.of(
                    storageClass,
                    ("WARNING: from Kubernetes %s on nothing provisions this class, and its claims"
                            + " wait for ever: there, say --storage-class NAME with a class of the"
                            + " cluster's (kubectl get storageclass lists them)")
                        .formatted(gone)));
  }

  private static Optional<Note> service(MongoSet set, Bundle after) {
    if (set.service().isEmpty()) {
      return Optional.of(
          Note.of(
              set.item(),
              "WARNING: it has no serviceName, and without a governing Service members have no"
                  + " names; it can't be added to a StatefulSet that runs"));
    }
    return after.find("Service", set.service(), set.item()).isPresent()
        ? Optional.empty()
        : Optional.of(
            Note.of(
                set.item(),
                "its Service %s is not in these files: it must be headless, with publishNotReadyAddresses: true"
                    .formatted(set.service())));
  }

  private static Optional<Note> hook(MongoSet set) {
    return PreStopGate.hasHook(set) && !PreStopGate.hasGate(set)
        ? Optional.of(
            Note.of(
                set.item(),
                "mongod has a preStop hook of its own, which is kept: without the keeper's gate (httpGet prestop on port %d) a primary that ends costs a failover"
                    .formatted(set.keeperPort())))
        : Optional.empty();
  }

  private static Optional<Note> mounts(MongoSet set) {
    return set.keeper()
        .filter(keeper -> !keeper.tree().path("volumeMounts").isEmpty())
        .filter(keeper -> Trees.at(keeper.tree(), "securityContext", "runAsNonRoot").asBoolean())
        .map(
            keeper ->
                Note.of(
                    set.item(),
                    "container %s mounts files, and the keeper is no root: it must be allowed to read them (a Secret's defaultMode 0440 with the pod's fsGroup, for one)"
                        .formatted(keeper.name())));
  }

  private static Optional<Note> image(MongoSet set) {
    String image = set.mongod().image();
    Matcher tag = TAG.matcher(image);
    if (tag.matches()) {
      return version(image, Integer.parseInt(tag.group(1)), Integer.parseInt(tag.group(2)))
          .map(text -> Note.of(set.item(), text));
    }
    return image.contains("@") || image.matches(".*:v?\\d+[^/]*")
        ? Optional.empty()
        : Optional.of(
            Note.of(
                set.item(),
                "image %s has no version: a pod that moves may get another MongoDB than the others; write the one that runs"
                    .formatted(image)));
  }

  private static Optional<String> version(String image, int major, int minor) {
    if (major > 4) {
      return Optional.empty();
    }
    return Optional.of(
        major == 4 && minor >= 4
            ? "WARNING: the image is %s: before MongoDB 5.0 the keeper can keep a set that has all its members, but can't form one or add a member"
                .formatted(image)
            : "WARNING: the keeper needs MongoDB 5.0 or later, or 4.4 for a set that runs, and the image is %s: upgrade one major version at a time"
                .formatted(image));
  }

  private static Optional<Note> binding(MongoSet set, Bundle before, Bundle after, Wishes wishes) {
    boolean added = after.items("RoleBinding").count() > before.items("RoleBinding").count();
    return added && set.item().namespace().isEmpty()
        ? Optional.of(
            Note.of(
                set.item(),
                "the RoleBinding names the account's namespace, %s: for another one say --namespace NAMESPACE"
                    .formatted(wishes.namespace())))
        : Optional.empty();
  }
}
