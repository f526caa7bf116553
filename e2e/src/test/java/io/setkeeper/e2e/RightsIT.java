package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keepers that nobody gave their rights: where RBAC is enforced. */
@Needs(Needs.Thing.RIGHTS)
class RightsIT {
  @Test
  void withoutTheRoleNoSetIsInitiatedAndWithItTheSetForms(@TempDir Path folder) throws Exception {
    Target target = Target.fromProperties();
    Path recipe = Recipe.modernized(target, "rights", folder);
    Optional<Audit> audit = target.node().map(node -> Audit.begin(node, "rights"));
    try (MongoSet set = MongoSet.in(target, "rights", "mongo")) {
      List<HasMetadata> objects = Manifests.read(set.client(), recipe);
      assertThat(objects).hasAtLeastOneElementOfType(RoleBinding.class);
      objects.stream().filter(o -> !(o instanceof RoleBinding)).forEach(set::apply);
      MongoSet.patiently("mongo-0's mongod answers, and is in no set")
          .until(() -> set.findPod("mongo-0").filter(set.mongods()::isUninitiated).isPresent());
      Awaitility.await("nobody initiates it")
          .during(Duration.ofSeconds(10))
          .atMost(Duration.ofMinutes(2))
          .until(() -> set.mongods().isUninitiated(set.pod("mongo-0")));
      objects.stream().filter(RoleBinding.class::isInstance).forEach(set::apply);
      set.awaitWhole(3, 3);
    }
    if (audit.isPresent()) {
      MongoSet.patiently("who initiates creates the Lease")
          .untilAsserted(() -> assertThat(audit.get().asked()).contains("create leases"));
    }
  }

  /**
   * What a keeper does without a right, {@code RightsTest} of the module kubernetes shows for each.
   * Here the API server says that none was given for nothing.
   */
  @Test
  @Needs(Needs.Thing.NODE)
  void everyVerbOfTheRoleIsAskedFor(@TempDir Path folder) throws Exception {
    Target target = Target.fromProperties();
    Path recipe = Recipe.modernized(target, "verbs", folder);
    Audit audit = Audit.begin(target.node().orElseThrow(), "verbs");
    try (MongoSet set = MongoSet.in(target, "verbs", "mongo")) {
      List<HasMetadata> objects = Manifests.read(set.client(), recipe);
      // As an initiation leaves it that ended before its keeper did: who goes on updates it.
      set.apply(new LeaseBuilder().withMetadata(named("mongo-setkeeper")).build());
      objects.forEach(set::apply);
      set.awaitWhole(3, 3);
      // What happens again under the same words is counted on its Event.
      for (int replicas : List.of(4, 3, 4)) {
        set.scale(replicas);
        set.awaitWhole(replicas, 3);
        MongoSet.patiently(replicas + " pods").until(() -> set.pods().size() == replicas);
      }
      Set<String> given = Audit.given(objects);
      Set<String> due = new TreeSet<>(given);
      due.remove("create leases"); // there was one; every other initiation creates it
      MongoSet.patiently("every verb of the Role in the audit log")
          .untilAsserted(() -> assertThat(audit.asked()).containsAll(due));
      Set<String> refused = audit.refused();
      refused.removeAll(given); // for a moment, as long as the API server does not know the Role
      assertThat(refused).isSubsetOf("get nodes");
    }
  }

  private static ObjectMeta named(String name) {
    return new ObjectMetaBuilder().withName(name).build();
  }
}
