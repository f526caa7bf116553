package io.setkeeper.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The cluster that the tests are played on, as the system properties say.
 *
 * @param checkout the project's root
 * @param kubeconfig reaches the cluster
 * @param node the machine of {@code e2e/cluster}, where tests may stop parts of it; empty for a
 *     cluster that {@code -Dkubeconfig} names
 * @param mongodImage the mongo container's image
 * @param keeperImage the keeper container's image
 * @param storageClass the claims' class
 */
record Target(
    Path checkout,
    Path kubeconfig,
    Optional<Node> node,
    String mongodImage,
    String keeperImage,
    String storageClass) {

  /** The images' tag, where none are named: deploy/image gives them the project's version. */
  private static final String VERSION = property("setkeeper.version", "");

  static Target fromProperties() {
    Path checkout = Path.of(property("setkeeper.checkout", "..")).toAbsolutePath().normalize();
    String given = property("kubeconfig", "");
    Optional<Node> node = given.isEmpty() ? Optional.of(new Node(checkout)) : Optional.empty();
    return new Target(
        checkout,
        node.map(Node::kubeconfig).orElseGet(() -> Path.of(given)),
        node,
        property("e2e.mongodImage", "localhost/setkeeper/standin:" + VERSION),
        property("e2e.keeperImage", "localhost/setkeeper/keeper:" + VERSION),
        property("e2e.storageClass", "standard"));
  }

  private static String property(String name, String otherwise) {
    String value = Objects.requireNonNullElse(System.getProperty(name), "");
    return value.isBlank() ? otherwise : value.strip();
  }

  /** Of Kubernetes, as 1.20. */
  String version() {
    try (KubernetesClient client = client()) {
      VersionInfo info = client.getKubernetesVersion();
      return info.getMajor() + "." + info.getMinor().replaceAll("[^0-9].*", "");
    }
  }

  /** Whether it is a sandbox, which is a cluster too, without a kubelet and without RBAC. */
  boolean isSandbox() {
    try (KubernetesClient client = client()) {
      return client.getKubernetesVersion().getGitVersion().contains("setkeeper");
    }
  }

  KubernetesClient client() {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    try {
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (KubernetesClientException notRsa) {
      // fabric8 takes a client's key in PKCS #8 for RSA's, whatever it is.
      config.setClientKeyAlgo("EC");
      return new KubernetesClientBuilder().withConfig(config).build();
    }
  }
}
