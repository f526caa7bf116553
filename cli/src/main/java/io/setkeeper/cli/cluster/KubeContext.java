package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.setkeeper.cli.base.Refusal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cluster as kubectl knows it: a context of a kubeconfig.
 *
 * @param name the context's
 * @param namespace that of the context, else default
 * @param server where its API server is
 */
public record KubeContext(String name, String namespace, String server, Config config) {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration REQUEST = Duration.ofSeconds(15);

  /**
   * Reads a context; nothing is asked yet.
   *
   * @param kubeconfig else those that kubectl takes: {@code KUBECONFIG}'s, or {@code
   *     ~/.kube/config}
   * @param context else the current one
   * @throws Refusal where there is none
   */
  public static KubeContext read(Optional<Path> kubeconfig, Optional<String> context) {
    List<String> files =
        kubeconfig
            .map(file -> List.of(file.toString()))
            .orElseGet(() -> List.copyOf(Config.getKubeconfigFilenames()));
    if (files.stream().noneMatch(file -> Files.isRegularFile(Path.of(file)))) {
      throw new Refusal(
          "There is no kubeconfig: %s does not exist".formatted(String.join(", ", files)),
          "Name one: --kubeconfig FILE, or set KUBECONFIG");
    }
    Config config = parse(kubeconfig, context, String.join(", ", files));
    return of(config, context, String.join(", ", files));
  }

  private static Config parse(Optional<Path> kubeconfig, Optional<String> context, String files) {
    try {
      return kubeconfig.isPresent()
          ? Config.fromKubeconfig(context.orElse(null), new File(files))
          : Config.autoConfigure(context.orElse(null));
    } catch (RuntimeException e) {
      throw unreadable(files);
    }
  }

  private static Refusal unreadable(String files) {
    return new Refusal(
        "%s can't be read as a kubeconfig".formatted(files),
        "Look at it: kubectl config view --kubeconfig=%s".formatted(files));
  }

  private static KubeContext of(Config config, Optional<String> wanted, String files) {
    List<NamedContext> contexts = Objects.requireNonNullElse(config.getContexts(), List.of());
    if (contexts.isEmpty()) {
      throw unreadable(files);
    }
    String names =
        contexts.stream().map(NamedContext::getName).sorted().collect(Collectors.joining(", "));
    NamedContext current = config.getCurrentContext();
    if (wanted.isPresent()
        && contexts.stream().noneMatch(context -> context.getName().equals(wanted.get()))) {
      throw new Refusal(
          "There is no context '%s' in %s".formatted(wanted.get(), files), "There are: " + names);
    }
    if (current == null) {
      throw new Refusal(
          "%s has no current context".formatted(files), "Name one: --context " + names);
    }
    ClientKey.nameKind(config);
    config.setConnectionTimeout((int) CONNECT.toMillis());
    config.setRequestTimeout((int) REQUEST.toMillis());
    return new KubeContext(
        current.getName(),
        Optional.ofNullable(config.getNamespace()).filter(n -> !n.isBlank()).orElse("default"),
        config.getMasterUrl(),
        config);
  }

  /**
   * Opens a client; nothing is asked yet.
   *
   * @throws Refusal where the context's certificates can't be used
   */
  public Kube open() {
    try {
      return Kube.open(config);
    } catch (KubernetesClientException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new Refusal(
          "The certificates of context %s can't be used: %s".formatted(name, cause.getMessage()),
          "Try them: kubectl --context %s get pods".formatted(name));
    }
  }
}
