package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A client as a container in a pod has it: with the service account's files, and nothing else. */
public final class InCluster {
  /** What a request, and the connection for it, may take; then it has failed. */
  public static final Duration REQUEST = Duration.ofSeconds(5);

  private InCluster() {}

  /**
   * A client of the API server.
   *
   * @param serviceAccount the folder with {@code token} and {@code ca.crt}; the token is read again
   *     for every request, because Kubernetes renews it
   */
  public static KubernetesClient client(Path serviceAccount, String host, int port) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(
                "https://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port))
            .withCaCertFile(serviceAccount.resolve("ca.crt").toString())
            .withOauthTokenProvider(() -> read(serviceAccount.resolve("token")))
            .withRequestTimeout((int) REQUEST.toMillis())
            .withConnectionTimeout((int) REQUEST.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
        .withKubernetesSerialization(untyped())
        .build();
  }

  /**
   * Reads a watch's objects as the untyped ones that are asked for. With fabric8's own, every event
   * is read as its typed model first: a thousand classes and their reflection, 25 MiB of a keeper.
   * Status is typed still, for a watch tells its errors with it.
   */
  static KubernetesSerialization untyped() {
    KubernetesSerialization untyped =
        new KubernetesSerialization(JsonMapper.builderWithJackson2Defaults().build(), false);
    untyped.registerKubernetesResource("v1", "Status", Status.class);
    return untyped;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the service account's token can't be read: " + file, e);
    }
  }
}
