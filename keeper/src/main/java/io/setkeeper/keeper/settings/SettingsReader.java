package io.setkeeper.keeper.settings;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.keeper.settings.Settings.LogSettings;
import io.setkeeper.mongodb.MongodAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the environment to the settings, once; {@link Variables} has the table. */
public final class SettingsReader {
  private static final String NOWHERE = "";

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
    Settings settings = new SettingsReader(environment).read();
    if (!environment.faults().isEmpty()) {
      throw new UnusableSettings(environment.faults());
    }
    return settings;
  }

  /**
   * Reads login and TLS alone, for somebody who looks from outside the pods.
   *
   * @throws UnusableSettings naming every fault of them at once
   */
  public static MongodAccess access(Map<String, String> variables) throws UnusableSettings {
    Environment environment = new Environment(variables);
    MongodAccess access = new AccessReader(environment, new ArrayList<>()).read();
    if (!environment.faults().isEmpty()) {
      throw new UnusableSettings(environment.faults());
    }
    return access;
  }

  /** What stands in for a value with a fault is never seen. */
  private Settings read() {
    Path serviceAccount = value(Variables.SERVICE_ACCOUNT);
    String namespace = namespace(serviceAccount);
    Map<String, String> labels = environment.required(Variables.POD_LABELS).orElse(Map.of());
    String pod = environment.required(Variables.POD).orElse(NOWHERE);
    String api = environment.required(Variables.API_HOST).orElse(NOWHERE);
    int port = port();
    ignoreUnhealthySeconds();
    MongodAccess access = new AccessReader(environment, notes).read();
    return new Settings(
        pod,
        namespace,
        labels,
        service(),
        value(Variables.DOMAIN),
        port,
        new HostPort(value(Variables.MONGOD_HOST), port),
        access,
        value(Variables.LONGEST_WAIT),
        value(Variables.CONFIG_SERVER),
        new HostPort(api.isEmpty() ? "nowhere" : api, value(Variables.API_PORT)),
        serviceAccount,
        http(),
        value(Variables.STUCK),
        new LogSettings(value(Variables.LOG_FORMAT).equals("json"), value(Variables.LOG_LEVEL)),
        notes);
  }

  /** The value of a variable with a default, which stands in for one with a fault too. */
  private <T> T value(Variable<T> variable) {
    return environment.read(variable).or(variable::otherwise).orElseThrow();
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
    Optional<String> told = environment.read(Variables.NAMESPACE);
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

  /** Members are never named by pod IPs, as the old sidecar does without a Service: names last. */
  private Optional<String> service() {
    Optional<String> service = environment.read(Variables.SERVICE);
    if (service.isEmpty()) {
      notes.add(
          "KUBERNETES_MONGO_SERVICE_NAME is not set: the StatefulSet's own serviceName names the"
              + " members, never their pods' IPs");
    }
    return service;
  }

  /**
   * Kubernetes itself sets {@code MONGO_PORT=tcp://…} in every container where a Service named
   * mongo has an address: that is not meant for us.
   */
  private int port() {
    if (environment.text(Variables.MONGO_PORT).filter(t -> t.startsWith("tcp://")).isPresent()) {
      notes.add("MONGO_PORT is a Service's link, not a port: taking " + HostPort.DEFAULT_PORT);
      return HostPort.DEFAULT_PORT;
    }
    return value(Variables.MONGO_PORT);
  }

  private void ignoreUnhealthySeconds() {
    if (environment.read(Variables.UNHEALTHY).isPresent()) {
      notes.add(
          Variables.UNHEALTHY.name() + " has no effect: a member that is sick stays a member");
    }
  }

  /** In the sandbox pods share a machine, so each listens where its mongod does. */
  private Optional<HostPort> http() {
    int port = value(Variables.HTTP_PORT);
    String host =
        environment
            .read(Variables.HTTP_HOST)
            .or(() -> environment.text(Variables.MONGOD_HOST))
            .orElse("0.0.0.0");
    return port == 0 ? Optional.empty() : Optional.of(new HostPort(host, port));
  }
}
