package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The chart as Helm installs, changes and uninstalls it. */
class HelmIT {
  private static final Path CHART = Setkeeper.checkout().resolve("deploy/chart");

  @Test
  void aReleaseIsInstalledScaledAndUninstalledAndItsVolumesStay() {
    try (var setkeeper = Setkeeper.up()) {
      Path kubeconfig = Path.of(setkeeper.run("kubeconfig").succeeded().out().strip());
      Release installed =
          new Helm(CHART)
              .install()
              .withKubeConfig(kubeconfig)
              .withName("orders")
              .withNamespace("shop")
              .createNamespace()
              .set("replicas", 1)
              .call();
      assertThat(installed.getStatus()).isEqualTo("deployed");
      awaitMembers(setkeeper, 1);

      new Helm(CHART)
          .upgrade()
          .withKubeConfig(kubeconfig)
          .withName("orders")
          .withNamespace("shop")
          .set("replicas", 3)
          .call();
      awaitMembers(setkeeper, 3);

      Helm.uninstall("orders").withKubeConfig(kubeconfig).withNamespace("shop").call();
      await("the pods gone")
          .atMost(Duration.ofMinutes(2))
          .until(() -> names(setkeeper, "pods").isEmpty());
      assertThat(names(setkeeper, "persistentvolumeclaims").lines()).hasSize(3);
      assertThat(names(setkeeper, "configmaps")).contains("orders-setkeeper");
    }
  }

  private static void awaitMembers(Setkeeper setkeeper, int members) {
    await(members + " healthy members of the release")
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> setkeeper.run("status", "-o", "json", "-n", "shop"),
            status -> isHealthy(status, members));
  }

  private static boolean isHealthy(Run status, int members) {
    return status.exitCode() == 0
        && JsonMapper.shared().readTree(status.out()).path("members").size() == members;
  }

  private static String names(Setkeeper setkeeper, String resource) {
    return setkeeper.kubectl("get", resource, "-n", "shop", "-o", "name").succeeded().out();
  }
}
