package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keepers that nobody gave their rights: where RBAC is enforced. */
@Tag("rights")
class RightsIT {
  @Test
  void withoutTheRoleNoSetIsInitiatedAndWithItTheSetForms(@TempDir Path folder) throws Exception {
    Target target = Target.fromProperties();
    Path recipe = Recipe.modernized(target, "rights", folder);
    try (MongoSet set = MongoSet.in(target, "rights", "mongo")) {
      List<HasMetadata> objects = Manifests.read(set.client(), recipe);
      assertThat(objects).hasAtLeastOneElementOfType(RoleBinding.class);
      objects.stream().filter(o -> !(o instanceof RoleBinding)).forEach(set::apply);
      MongoSet.patiently("mongo-0's mongod answers, and is in no set")
          .until(() -> set.findPod("mongo-0").filter(set.mongods()::isUninitiated).isPresent());
      Awaitility.await("nobody initiates it")
          .during(Duration.ofSeconds(10))
          .atMost(Duration.ofSeconds(20))
          .until(() -> set.mongods().isUninitiated(set.pod("mongo-0")));
      objects.stream().filter(RoleBinding.class::isInstance).forEach(set::apply);
      set.awaitWhole(3, 3);
    }
  }
}
