package io.setkeeper.keeper.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.keeper.settings.Settings.LogSettings;
import io.setkeeper.mongodb.Credentials;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.mongodb.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  @TempDir Path serviceAccount;
  private final Map<String, String> variables = new HashMap<>();

  /** What the recipe's container has. */
  @BeforeEach
  void theRecipe() throws IOException {
    Files.writeString(serviceAccount.resolve("namespace"), "shop\n");
    variables.put("HOSTNAME", "mongo-0");
    variables.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
    variables.put("KUBERNETES_SERVICE_PORT", "6443");
    variables.put("SETKEEPER_SERVICE_ACCOUNT_DIR", serviceAccount.toString());
    variables.put("MONGO_SIDECAR_POD_LABELS", "role=mongo,environment=test");
    variables.put("KUBERNETES_MONGO_SERVICE_NAME", "mongo");
  }

  @Test
  void theRecipesTwoVariablesAreEnough() throws UnusableSettings {
    Settings settings = SettingsReader.read(variables);
    assertThat(settings.podLabels()).isEqualTo(Map.of("role", "mongo", "environment", "test"));
    assertThat(settings.service()).contains("mongo");
    assertThat(settings.pod()).isEqualTo("mongo-0");
    assertThat(settings.namespace()).isEqualTo("shop");
    assertThat(settings.api()).isEqualTo(new HostPort("10.96.0.1", 6443));
  }

  @Test
  void theForksNamesMeanTheSame() throws UnusableSettings {
    variables.remove("MONGO_SIDECAR_POD_LABELS");
    variables.remove("KUBERNETES_MONGO_SERVICE_NAME");
    variables.put("KUBERNETES_POD_LABELS", "app=db");
    variables.put("KUBERNETES_SERVICE_NAME", "db");
    variables.put("SIDECAR_SLEEP_SECONDS", "9");
    variables.put("MONGO_CONFIG_SVR", "true");
    Settings settings = SettingsReader.read(variables);
    assertThat(settings.podLabels()).isEqualTo(Map.of("app", "db"));
    assertThat(settings.service()).contains("db");
    assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.configServer()).isTrue();
  }

  @Test
  void blanksInTheLabelsDoNoHarm() throws UnusableSettings {
    variables.put("MONGO_SIDECAR_POD_LABELS", " role = mongo , environment= test ");
    assertThat(SettingsReader.read(variables).podLabels())
        .isEqualTo(Map.of("role", "mongo", "environment", "test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "yes", "true", "1", "TRUE"})
  void aConfigServerIsSaidInManyWays(String yes) throws UnusableSettings {
    variables.put("CONFIG_SVR", yes);
    assertThat(SettingsReader.read(variables).configServer()).isTrue();
  }

  @Test
  void aLinkThatKubernetesSetsIsNoPort() throws UnusableSettings {
    variables.put("MONGO_PORT", "tcp://10.96.0.7:27018");
    assertThat(SettingsReader.read(variables).port()).isEqualTo(27017);
  }

  @Test
  void theOwnNamespaceIsTakenAndItSaysSo() throws UnusableSettings {
    assertThat(SettingsReader.read(variables).notes())
        .anyMatch(note -> note.contains("KUBE_NAMESPACE") && note.contains("shop"));
  }

  @Test
  void thatASickMemberStaysAMemberIsSaidToWhoSetTheTimeForItsRemoval() throws UnusableSettings {
    variables.put("MONGO_SIDECAR_UNHEALTHY_SECONDS", "15");
    assertThat(SettingsReader.read(variables).notes())
        .anyMatch(note -> note.contains("MONGO_SIDECAR_UNHEALTHY_SECONDS has no effect"));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    variables.remove("MONGO_SIDECAR_POD_LABELS");
    variables.put("MONGO_PORT", "many");
    variables.put("MONGO_SIDECAR_SLEEP_SECONDS", "0");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("MONGO_SIDECAR_POD_LABELS is not set")
        .hasMessageContaining("MONGO_PORT is 'many'")
        .hasMessageContaining("MONGO_SIDECAR_SLEEP_SECONDS is '0'");
  }

  @Test
  void aLoginIsTaken() throws UnusableSettings {
    variables.put("MONGODB_USERNAME", "keeper");
    variables.put("MONGODB_PASSWORD", "tulip");
    variables.put("MONGO_AUTH_MECHANISM", "SCRAM-SHA-256");
    assertThat(SettingsReader.read(variables).access().credentials())
        .contains(new Credentials("keeper", "tulip", "admin", Optional.of("SCRAM-SHA-256")));
  }

  @Test
  void tlsIsTaken() throws IOException, UnusableSettings {
    Path ca = Files.writeString(serviceAccount.resolve("mongo-ca.pem"), "");
    variables.put("MONGO_TLS", "true");
    variables.put("MONGO_TLS_CA", ca.toString());
    variables.put("MONGO_TLS_IDENTITY_CHECK", "false");
    TlsSettings tls = SettingsReader.read(variables).access().tls().orElseThrow();
    assertThat(tls.ca()).contains(ca);
    assertThat(tls.allowInvalidHostnames()).isTrue();
    assertThat(tls.allowInvalidCertificates()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "TRUE"})
  void tlsIsOnByTheLiteralTrueOnly(String value) throws UnusableSettings {
    variables.put("MONGO_SSL_ENABLED", value);
    assertThat(SettingsReader.read(variables).access()).isEqualTo(MongodAccess.OPEN);
  }

  @Test
  void halfALoginIsRefused() {
    variables.put("MONGODB_USERNAME", "keeper");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("MONGODB_USERNAME is set and MONGODB_PASSWORD is not");
  }

  @Test
  void filesForTlsWithoutTlsAreRefused() throws IOException {
    Path ca = Files.writeString(serviceAccount.resolve("mongo-ca.pem"), "");
    variables.put("MONGO_TLS_CA", ca.toString());
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("MONGO_SSL_ENABLED is not true");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    variables.put("MONGO_TLS", "true");
    variables.put("MONGO_TLS_CERT", "/nowhere/client.pem");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining(
            "MONGO_TLS_CERT is '/nowhere/client.pem': it must be a file that can be read");
  }

  @Test
  void noSecretIsEverPrinted() throws IOException, UnusableSettings {
    Path pem = Files.writeString(serviceAccount.resolve("client.pem"), "");
    variables.put("MONGODB_USERNAME", "keeper");
    variables.put("MONGODB_PASSWORD", "tulip");
    variables.put("MONGO_TLS", "true");
    variables.put("MONGO_TLS_CERT", pem.toString());
    variables.put("MONGO_TLS_PASS", "daffodil");
    assertThat(SettingsReader.read(variables).toString())
        .contains("keeper@admin")
        .doesNotContain("tulip", "daffodil");
  }

  @Test
  void noSecretIsInTheFaults() {
    variables.put("MONGODB_USERNAME", "keeper");
    variables.put("MONGODB_PASSWORD", "tulip");
    variables.put("MONGO_PASSWORD", "daffodil");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("[MONGODB_PASSWORD, MONGO_PASSWORD]")
        .message()
        .doesNotContain("tulip", "daffodil");
  }

  @Test
  void itListensOnAllAddressesButInTheSandbox() throws UnusableSettings {
    assertThat(SettingsReader.read(variables).http()).contains(new HostPort("0.0.0.0", 8427));
    variables.put("SETKEEPER_MONGOD_HOST", "127.79.1.10");
    assertThat(SettingsReader.read(variables).http()).contains(new HostPort("127.79.1.10", 8427));
    variables.put("SETKEEPER_HTTP_HOST", "127.0.0.1");
    variables.put("SETKEEPER_HTTP_PORT", "9000");
    assertThat(SettingsReader.read(variables).http()).contains(new HostPort("127.0.0.1", 9000));
  }

  @Test
  void portZeroListensNowhere() throws UnusableSettings {
    variables.put("SETKEEPER_HTTP_PORT", "0");
    assertThat(SettingsReader.read(variables).http()).isEmpty();
  }

  @Test
  void theLogIsToldItsFormat() throws UnusableSettings {
    variables.put("SETKEEPER_LOG_FORMAT", "json");
    variables.put("SETKEEPER_LOG_LEVEL", "debug");
    assertThat(SettingsReader.read(variables).log()).isEqualTo(new LogSettings(true, "debug"));
  }

  @Test
  void anotherNamespaceIsRefused() {
    variables.put("KUBE_NAMESPACE", "other");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("KUBE_NAMESPACE is 'other', but this pod is in 'shop'");
  }

  @Test
  void aPodWithoutServiceAccountSaysSo() throws IOException {
    Files.delete(serviceAccount.resolve("namespace"));
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("automountServiceAccountToken");
  }

  @Test
  void twoNamesForOneThingMustAgree() {
    variables.put("KUBERNETES_SERVICE_NAME", "other");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("KUBERNETES_MONGO_SERVICE_NAME, KUBERNETES_SERVICE_NAME");
  }

  @Test
  void withoutAServiceTheStatefulSetsOwnNamesTheMembersAndItSaysSo() throws UnusableSettings {
    variables.remove("KUBERNETES_MONGO_SERVICE_NAME");
    Settings settings = SettingsReader.read(variables);
    assertThat(settings.service()).isEmpty();
    assertThat(settings.notes()).anyMatch(note -> note.contains("serviceName"));
  }
}
