package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A set whose pods have no keeper yet, and how it gets them: as docs/kubernetes.md has it. */
final class Legacy {
  /** How the changed StatefulSet gets to the pods that run. */
  enum Swap {
    /** {@code kubectl apply}. */
    IN_PLACE,
    /** {@code kubectl delete --cascade=orphan}, then {@code kubectl apply}. */
    ORPHANED
  }

  private final MongoSet set;
  private final List<HasMetadata> modern;
  private final int replicas;

  private Legacy(MongoSet set, List<HasMetadata> modern, int replicas) {
    this.set = set;
    this.modern = modern;
    this.replicas = replicas;
  }

  /**
   * Starts mongods that are in no set yet. A mongod may answer before its pod's status bears the
   * address that it has.
   */
  static Legacy start(MongoSet set, int replicas, Path folder) throws Exception {
    List<HasMetadata> modern = new ArrayList<>();
    Path files = Recipe.modernized(set.target(), set.namespace(), folder);
    for (HasMetadata object : Manifests.read(set.client(), files)) {
      modern.add(object instanceof StatefulSet it ? sized(it, replicas) : object);
    }
    for (HasMetadata object : modern) {
      set.apply(object instanceof StatefulSet it ? withoutKeeper(it) : object);
    }
    MongoSet.patiently("%d mongods in no set".formatted(replicas))
        .until(
            () ->
                set.pods().size() == replicas
                    && set.pods().stream().allMatch(pod -> pod.getStatus().getPodIP() != null)
                    && set.pods().stream().allMatch(set.mongods()::isUninitiated));
    return new Legacy(set, modern, replicas);
  }

  private static StatefulSet sized(StatefulSet set, int replicas) {
    return set.edit().editSpec().withReplicas(replicas).endSpec().build();
  }

  /** The same without the keeper's container and mongod's hook. */
  static StatefulSet withoutKeeper(StatefulSet set) {
    return set.edit()
        .editSpec()
        .editTemplate()
        .editSpec()
        .removeMatchingFromContainers(c -> c.getName().equals("mongo-sidecar"))
        .removeMatchingFromInitContainers(c -> c.getName().equals("mongo-sidecar"))
        .editMatchingContainer(c -> c.getName().equals("mongo"))
        .withLifecycle(null)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The first step: says what the set is, and sees that this touched nothing. */
  String explain() {
    Seen before = set.seen();
    String said = Setkeeper.of(set).ok("explain");
    assertThat(said)
        .contains("Replica set rs0", "Nothing was touched.")
        .contains(before.members().stream().map(Seen.Member::host).toList());
    Seen after = set.seen();
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.members())
        .extracting(Seen.Member::host)
        .isEqualTo(before.members().stream().map(Seen.Member::host).toList());
    return said;
  }

  /**
   * Swaps the containers under a writer, and sees that every pod was created anew just once, that
   * no mongod was started again within one, and that no write is lost.
   *
   * @param right what the set is when all is put right
   */
  Seen adopt(Swap how, Predicate<Seen> right) throws Exception {
    List<String> old = set.uids();
    Set<String> ever = new TreeSet<>(old);
    Seen adopted;
    try (Writer writer = Writer.start(set, "adoption")) {
      if (how == Swap.ORPHANED) {
        orphan();
        assertThat(set.uids()).as("pods without a StatefulSet").isEqualTo(old);
      }
      modern.stream().filter(StatefulSet.class::isInstance).forEach(set::apply);
      MongoSet.patiently("every pod with a keeper")
          .atMost(MongoSet.PATIENCE.multipliedBy(3))
          .until(
              () -> {
                List<String> now = set.uids();
                ever.addAll(now);
                return now.size() == replicas && now.stream().noneMatch(old::contains);
              });
      adopted =
          MongoSet.patiently("all put right")
              .until(set::now, now -> now.filter(right).isPresent())
              .orElseThrow();
      writer.awaitMore(20);
      assertThat(writer.finish().missing()).isEmpty();
    }
    assertThat(set.pods())
        .extracting(pod -> set.restarts(pod.getMetadata().getName(), "mongo"))
        .as("restarts of the mongods")
        .containsOnly(0);
    ever.addAll(set.uids());
    assertThat(ever).as("pods ever").hasSize(2 * replicas);
    return adopted;
  }

  private void orphan() {
    set.statefulSet().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    MongoSet.patiently("the StatefulSet is gone")
        .until(() -> Optional.ofNullable(set.statefulSet().get()).isEmpty());
  }
}
