package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deploy/ offers for this version of Kubernetes, as the cluster's own kubectl applies it. */
@Needs(Needs.Thing.KUBECTL)
class DeployIT {
  @Test
  void theOverlayFormsASetAndItsServiceLeadsToThePrimary(@TempDir Path folder) throws Exception {
    Target target = Target.fromProperties();
    try (MongoSet set = MongoSet.in(target, "deployed", "mongo")) {
      Path own = kustomization(target, folder);
      String ignored = Kubectl.ok(target, Map.of(), "apply", "-k", own.toString());
      set.awaitWhole(3, 3);
      MongoSet.patiently("the Service mongo-primary leads to the primary's pod alone")
          .untilAsserted(
              () -> assertThat(behind(set, "mongo-primary")).containsExactly(set.primary()));
      String uid = set.pod("mongo-0").getMetadata().getUid();
      set.statefulSet().rolling().restart();
      MongoSet.patiently("mongo-0, the last one, anew")
          .until(
              () ->
                  set.findPod("mongo-0")
                      .filter(pod -> !pod.getMetadata().getUid().equals(uid))
                      .isPresent());
      set.awaitWhole(3, 3);
      MongoSet.patiently("the Service follows the primary")
          .untilAsserted(
              () -> assertThat(behind(set, "mongo-primary")).containsExactly(set.primary()));
    }
  }

  /** As docs/deploy.md has it, in the words of kubectl 1.20. */
  private static Path kustomization(Target target, Path folder) throws IOException {
    Path own = Files.createDirectory(folder.toRealPath().resolve("own"));
    Path overlay = target.checkout().toRealPath().resolve("deploy").resolve(overlay(target));
    Files.writeString(
        own.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: deployed
        bases:
        - %s
        images:
        - {name: mongo, %s}
        - {name: setkeeper/keeper, %s}
        """
            .formatted(
                own.relativize(overlay), image(target.mongodImage()), image(target.keeperImage())));
    return own;
  }

  private static String image(String image) {
    int tag = image.lastIndexOf(':');
    return tag > image.lastIndexOf('/')
        ? "newName: %s, newTag: \"%s\"".formatted(image.substring(0, tag), image.substring(tag + 1))
        : "newName: " + image;
  }

  /** PodDisruptionBudgets are policy/v1 from 1.21 on, and sidecars native from 1.29 on. */
  private static String overlay(Target target) {
    int minor = Integer.parseInt(target.version().split("\\.", 2)[1]);
    return minor < 21
        ? "overlays/legacy-1.20"
        : minor < 29 ? "manifests" : "overlays/native-sidecar";
  }

  /** The pods that a Service leads to now. */
  private static List<String> behind(MongoSet set, String service) {
    Endpoints endpoints =
        set.client().endpoints().inNamespace(set.namespace()).withName(service).get();
    return endpoints == null || endpoints.getSubsets() == null
        ? List.of()
        : endpoints.getSubsets().stream()
            .flatMap(subset -> subset.getAddresses().stream())
            .map(address -> address.getTargetRef().getName())
            .toList();
  }
}
