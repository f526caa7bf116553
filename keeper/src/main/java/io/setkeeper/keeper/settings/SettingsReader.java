package io.setkeeper.keeper.settings;

import io.setkeeper.core.model.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the environment of the sidecar that Setkeeper takes the place of (cvallance/
 * mongo-k8s-sidecar), and of its fork's names for the same (morphy2k/k8s-mongo-sidecar).
 */
public final class SettingsReader {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final Set<String> YES = Set.of("y", "yes", "true", "1");
  private static final int DEFAULT_WAIT_SECONDS = 5;
  private static final int HTTPS = 443;

  private final Environment environment;
  private final List<String> notes = new ArrayList<>();

  private SettingsReader(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @throws UnusableSettings naming every fault at once
   */
  public static Settings read(Map<String, String> variables) throws UnusableSettings {
    Environment environment = new Environment(variables);
    Optional<Settings> settings = new SettingsReader(environment).read();
    if (settings.isEmpty() || !environment.faults().isEmpty()) {
      throw new UnusableSettings(environment.faults());
    }
    return settings.get();
  }

  private Optional<Settings> read() {
    NotBuiltYet.refuse(environment);
    Path serviceAccount =
        environment.text("SETKEEPER_SERVICE_ACCOUNT_DIR").map(Path::of).orElse(SERVICE_ACCOUNT);
    String namespace = namespace(serviceAccount);
    Map<String, String> labels = labels();
    String pod = environment.required("Kubernetes sets it to the pod's name", "HOSTNAME");
    String service =
        environment.required(
            "name the StatefulSet's governing Service (its serviceName); it gives the members their"
                + " lasting names",
            "KUBERNETES_MONGO_SERVICE_NAME",
            "KUBERNETES_SERVICE_NAME");
    String domain = environment.text("KUBERNETES_CLUSTER_DOMAIN").orElse("cluster.local");
    int port = port();
    int wait =
        environment.number(
            DEFAULT_WAIT_SECONDS, 1, 3600, "MONGO_SIDECAR_SLEEP_SECONDS", "SIDECAR_SLEEP_SECONDS");
    boolean configServer =
        environment
            .text("CONFIG_SVR", "MONGO_CONFIG_SVR")
            .filter(value -> YES.contains(value.toLowerCase(Locale.ROOT)))
            .isPresent();
    ignoreUnhealthySeconds();
    String api =
        environment.required(
            "Kubernetes sets it in every container: the keeper runs in a pod",
            "KUBERNETES_SERVICE_HOST");
    int apiPort = environment.number(HTTPS, 1, 65_535, "KUBERNETES_SERVICE_PORT");
    String mongod = environment.text("SETKEEPER_MONGOD_HOST").orElse("127.0.0.1");
    if (!environment.faults().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Settings(
            pod,
            namespace,
            labels,
            service,
            domain,
            port,
            new HostPort(mongod, port),
            Duration.ofSeconds(wait),
            configServer,
            new HostPort(api, apiPort),
            serviceAccount,
            new HostPort(
                environment
                    .text("SETKEEPER_HTTP_HOST")
                    .or(() -> environment.text("SETKEEPER_MONGOD_HOST"))
                    .orElse("0.0.0.0"),
                environment.number(8427, 1, 65_535, "SETKEEPER_HTTP_PORT")),
            notes));
  }

  /** The pod's own namespace: pods of another are of another set. */
  private String namespace(Path serviceAccount) {
    Path file = serviceAccount.resolve("namespace");
    String own;
    try {
      own = Files.readString(file).strip();
    } catch (IOException e) {
      environment.fault(
          "the service account's files are not there (%s): give the pod a service account, with"
                  .formatted(file)
              + " automountServiceAccountToken");
      return "";
    }
    Optional<String> told = environment.text("KUBE_NAMESPACE", "KUBERNETES_NAMESPACE");
    if (told.isPresent() && !told.get().equals(own)) {
      environment.fault(
          "KUBE_NAMESPACE is '%s', but this pod is in '%s': a set's pods are all in one namespace;"
                  .formatted(told.get(), own)
              + " leave it unset");
    }
    if (told.isEmpty()) {
      notes.add("KUBE_NAMESPACE is not set: keeping the pods of the own namespace, " + own);
    }
    return own;
  }

  private Map<String, String> labels() {
    String text =
        environment.required(
            "give the labels of the set's pods as k=v,k=v",
            "MONGO_SIDECAR_POD_LABELS",
            "KUBERNETES_POD_LABELS");
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      } else if (!pair.isBlank()) {
        environment.fault(
            "MONGO_SIDECAR_POD_LABELS has '%s': labels are given as k=v,k=v".formatted(pair));
      }
    }
    return labels;
  }

  /**
   * Kubernetes itself sets {@code MONGO_PORT=tcp://…} in every container where a Service named
   * mongo has an address: that is not meant for us.
   */
  private int port() {
    if (environment.text("MONGO_PORT").filter(text -> text.startsWith("tcp://")).isPresent()) {
      notes.add("MONGO_PORT is a Service's link, not a port: taking " + HostPort.DEFAULT_PORT);
      return HostPort.DEFAULT_PORT;
    }
    return environment.number(HostPort.DEFAULT_PORT, 1, 65_535, "MONGO_PORT");
  }

  private void ignoreUnhealthySeconds() {
    String[] names = {"MONGO_SIDECAR_UNHEALTHY_SECONDS", "SIDECAR_UNHEALTHY_SECONDS"};
    environment.number(0, 0, Integer.MAX_VALUE, names);
    if (environment.text(names).isPresent()) {
      notes.add(names[0] + " has no effect: a member that is sick stays a member");
    }
  }
}
