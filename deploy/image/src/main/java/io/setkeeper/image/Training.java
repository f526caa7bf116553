package io.setkeeper.image;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.setkeeper.sandbox.Sandbox;
import io.setkeeper.sandbox.SandboxSettings;
import io.setkeeper.sandbox.node.MongodImage;
import io.setkeeper.sandbox.node.SidecarImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Makes the caches of classes that are loaded and linked already (JEP 483, 514, 515): a sandbox
 * runs a set of one member with both programs as they will be in their images, the same runtimes,
 * flags and jars, and each writes down what it loaded.
 *
 * @param scratch a folder for it alone
 */
record Training(Root keeper, Root standin, Path scratch) {
  private static final long PATIENCE_SECONDS = 300;

  /**
   * Trains both.
   *
   * @throws Unbuildable the set did not come up, or a cache was not made
   */
  void run() throws IOException {
    Folders.delete(scratch);
    Files.createDirectories(scratch);
    SandboxSettings settings =
        new SandboxSettings(
            scratch.resolve("state"),
            List.of(
                new MongodImage(recording(standin), true), new SidecarImage(recording(keeper))));
    try (Sandbox sandbox = Sandbox.start(settings)) {
      play(sandbox);
    }
    for (Root root : List.of(keeper, standin)) {
      make(root);
    }
    Folders.delete(scratch);
  }

  private List<String> recording(Root root) {
    return root.commandHere("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes(root));
  }

  private Path notes(Root root) {
    return scratch.resolve(root.program().label() + ".aotconf");
  }

  private static void play(Sandbox sandbox) throws IOException {
    Config config = Config.fromKubeconfig(sandbox.kubeconfig().toFile());
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        InputStream set =
            Objects.requireNonNull(Training.class.getResourceAsStream("training.yaml"))) {
      client.load(set).items().forEach(item -> client.resource(item).create());
      client
          .pods()
          .inNamespace("default")
          .withName("mongo-0")
          .waitUntilCondition(Training::isKept, PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (KubernetesClientTimeoutException e) {
      throw new Unbuildable(
          "The training's set did not come up in %d s; its logs are in %s"
              .formatted(PATIENCE_SECONDS, sandbox.state()),
          e);
    }
  }

  private static boolean isKept(@org.jspecify.annotations.Nullable Pod pod) {
    return pod != null
        && pod.getMetadata().getLabels() != null
        && "primary".equals(pod.getMetadata().getLabels().get("setkeeper.io/role"));
  }

  private void make(Root root) throws IOException {
    if (!Files.exists(notes(root))) {
      throw new Unbuildable(
          "The %s did not write down what it loaded: %s is missing"
              .formatted(root.program().label(), notes(root)));
    }
    Files.createDirectories(root.cache().resolveSibling("."));
    Commands.run(
        root.commandHere(
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + notes(root),
            "-XX:AOTCache=" + root.cache()));
  }
}
