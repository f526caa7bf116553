package io.setkeeper.keeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every default, pinned: changing one is a decision. */
class DefaultsTest {
  private static final Map<String, Object> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("KUBERNETES_CLUSTER_DOMAIN", "cluster.local");
    DEFAULTS.put("MONGO_PORT", 27017);
    DEFAULTS.put("MONGO_SIDECAR_SLEEP_SECONDS", Duration.ofSeconds(5));
    DEFAULTS.put("CONFIG_SVR", false);
    DEFAULTS.put("MONGODB_DATABASE", "admin");
    DEFAULTS.put("MONGO_SSL_ENABLED", false);
    DEFAULTS.put("MONGO_TLS_IDENTITY_CHECK", true);
    DEFAULTS.put("MONGO_SSL_ALLOW_INVALID_HOSTNAMES", false);
    DEFAULTS.put("MONGO_SSL_ALLOW_INVALID_CERTIFICATES", false);
    DEFAULTS.put("SETKEEPER_HTTP_PORT", 8427);
    DEFAULTS.put("SETKEEPER_STUCK_SECONDS", Duration.ofMinutes(2));
    DEFAULTS.put("SETKEEPER_LOG_FORMAT", "text");
    DEFAULTS.put("SETKEEPER_LOG_LEVEL", "info");
    DEFAULTS.put("SETKEEPER_MONGOD_HOST", "127.0.0.1");
    DEFAULTS.put(
        "SETKEEPER_SERVICE_ACCOUNT_DIR", Path.of("/var/run/secrets/kubernetes.io/serviceaccount"));
    DEFAULTS.put("KUBERNETES_SERVICE_PORT", 443);
  }

  @Test
  void everyDefaultIsAsItWas() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (Variable<?> variable : Variables.ALL) {
      variable.otherwise().ifPresent(value -> defaults.put(variable.name(), value));
    }
    assertThat(defaults).containsExactlyEntriesOf(DEFAULTS);
  }

  @Test
  void whatHasNoDefaultIsUnsetFoundOutOrRequired() {
    List<String> without =
        Variables.ALL.stream()
            .filter(variable -> variable.otherwise().isEmpty())
            .map(variable -> variable.name() + ": " + variable.unset())
            .toList();
    assertThat(without)
        .containsExactly(
            "MONGO_SIDECAR_POD_LABELS: required",
            "KUBERNETES_MONGO_SERVICE_NAME: the StatefulSet's serviceName",
            "KUBE_NAMESPACE: the pod's own",
            "MONGO_SIDECAR_UNHEALTHY_SECONDS: unset",
            "MONGODB_USERNAME: unset",
            "MONGODB_PASSWORD: unset",
            "MONGO_AUTH_MECHANISM: SCRAM, as the server has it",
            "SETKEEPER_KEY_FILE: unset",
            "MONGO_TLS_CA: those of the Java runtime",
            "MONGO_TLS_CERT: unset",
            "MONGO_TLS_KEY: in the certificate's file",
            "MONGO_TLS_PASS: unset",
            "MONGO_TLS_CRL: unset",
            "SETKEEPER_HTTP_HOST: SETKEEPER_MONGOD_HOST where that is set, else all (0.0.0.0)",
            "HOSTNAME: required",
            "KUBERNETES_SERVICE_HOST: required");
  }

  @Test
  void noNameMeansTwoThings() {
    List<String> names = Variables.ALL.stream().flatMap(v -> v.names().stream()).toList();
    assertThat(names).doesNotHaveDuplicates();
  }
}
