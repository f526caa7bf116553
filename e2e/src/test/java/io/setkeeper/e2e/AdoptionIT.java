package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set that the old sidecar formed comes under Setkeeper: the keeper's container takes the place
 * of the old one, which restarts each pod once, and nothing else does.
 */
class AdoptionIT {
  @Test
  void aSetNamedByItsPodsNamesIsKeptAsItIs(@TempDir Path folder) throws Exception {
    Target target = Target.fromProperties();
    List<HasMetadata> recipe = recipe(target, "adoption", folder);
    try (MongoSet set = MongoSet.in(target, "adoption", "mongo")) {
      legacy(set, recipe);
      OldSidecar.byNames(set).form(List.of(0, 3, 4));
      Seen before = set.awaitWhole(3, 3);
      Map<String, Integer> ids = set.ids();
      look(set);
      adopt(set, recipe);
      assertThat(set.ids()).isEqualTo(ids);
      assertThat(set.awaitWhole(3, 3).setId()).isEqualTo(before.setId());
      set.scale(5);
      Seen grown = set.awaitWhole(5, 5);
      assertThat(grown.members())
          .extracting(Seen.Member::id)
          .contains(0, 3, 4)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aSetNamedByItsPodsAddressesIsRenamedFirst(@TempDir Path folder) throws Exception {
    Target target = Target.fromProperties();
    List<HasMetadata> recipe = recipe(target, "adoption-ip", folder);
    try (MongoSet set = MongoSet.in(target, "adoption-ip", "mongo")) {
      legacy(set, recipe);
      OldSidecar old = OldSidecar.byAddresses(set);
      old.form(List.of(0, 1, 2));
      Seen before = set.awaitWhole(3, 3);
      look(set);
      Pod primary = set.pod(set.primary());
      for (Pod pod : set.pods()) {
        String name = pod.getMetadata().getName();
        old.rename(primary, pod, name + ".mongo.adoption-ip.svc.cluster.local:27017");
        set.awaitWhole(3, 3);
      }
      adopt(set, recipe);
      Seen after = set.awaitWhole(3, 3);
      assertThat(after.setId()).isEqualTo(before.setId());
      assertThat(set.ids()).isEqualTo(Map.of("mongo-0", 0, "mongo-1", 1, "mongo-2", 2));
    }
  }

  private static List<HasMetadata> recipe(Target target, String namespace, Path folder)
      throws Exception {
    Path files = Recipe.modernized(target, namespace, folder);
    try (KubernetesClient client = target.client()) {
      return Manifests.read(client, files);
    }
  }

  /** The same objects, and no keeper in the pods. */
  private static void legacy(MongoSet set, List<HasMetadata> recipe) {
    for (HasMetadata object : recipe) {
      set.apply(object instanceof StatefulSet it ? withoutKeeper(it) : object);
    }
    MongoSet.patiently("three mongods in no set")
        .until(
            () ->
                set.pods().size() == 3
                    && set.pods().stream().allMatch(set.mongods()::isUninitiated));
  }

  private static StatefulSet withoutKeeper(StatefulSet set) {
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

  /** As docs/kubernetes.md has it, the first step: it says what the set is, and touches nothing. */
  private static void look(MongoSet set) {
    Seen before = set.awaitWhole(3, 3);
    assertThat(Setkeeper.of(set).ok("explain"))
        .contains("Replica set rs0", "Nothing was touched.")
        .contains(before.members().stream().map(Seen.Member::host).toList());
    Seen after = set.awaitWhole(3, 3);
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.members()).isEqualTo(before.members());
  }

  /**
   * Swaps the containers under a writer, and sees that every pod was created anew just once, and no
   * mongod was started again within one.
   */
  private static void adopt(MongoSet set, List<HasMetadata> recipe) throws Exception {
    Set<String> old = uids(set);
    Set<String> seen = new TreeSet<>(old);
    try (Writer writer = Writer.start(set, "adoption")) {
      recipe.stream().filter(StatefulSet.class::isInstance).forEach(set::apply);
      MongoSet.patiently("every pod with a keeper")
          .until(
              () -> {
                Set<String> now = uids(set);
                seen.addAll(now);
                return now.size() == 3 && now.stream().noneMatch(old::contains);
              });
      set.awaitWhole(3, 3);
      writer.awaitMore(20);
      assertThat(writer.finish().missing()).isEmpty();
    }
    assertThat(set.pods())
        .extracting(pod -> set.restarts(pod.getMetadata().getName(), "mongo"))
        .as("restarts of the mongods")
        .containsOnly(0);
    seen.addAll(uids(set));
    assertThat(seen).as("pods ever").hasSize(6);
  }

  private static Set<String> uids(MongoSet set) {
    Set<String> uids = new TreeSet<>();
    set.pods().forEach(pod -> uids.add(pod.getMetadata().getUid()));
    return uids;
  }
}
