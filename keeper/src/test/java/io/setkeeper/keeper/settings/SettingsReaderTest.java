package io.setkeeper.keeper.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.core.model.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(settings.service()).isEqualTo("mongo");
    assertThat(settings.pod()).isEqualTo("mongo-0");
    assertThat(settings.namespace()).isEqualTo("shop");
    assertThat(settings.api()).isEqualTo(new HostPort("10.96.0.1", 6443));
  }

  @Test
  void theDefaultsAreTheOldSidecars() throws UnusableSettings {
    Settings settings = SettingsReader.read(variables);
    assertThat(settings.domain()).isEqualTo("cluster.local");
    assertThat(settings.port()).isEqualTo(27017);
    assertThat(settings.ownMongod()).isEqualTo(new HostPort("127.0.0.1", 27017));
    assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.configServer()).isFalse();
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
    assertThat(settings.service()).isEqualTo("db");
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

  @ParameterizedTest
  @CsvSource({
    "MONGODB_USERNAME, admin",
    "MONGO_PASSWORD, secret",
    "MONGO_SSL_ENABLED, true",
    "MONGO_TLS, true"
  })
  void whatIsNotBuiltYetIsRefusedByName(String name, String value) {
    variables.put(name, value);
    assertThatThrownBy(() -> SettingsReader.read(variables)).hasMessageContaining(name);
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
  void withoutAServiceNobodyHasALastingName() {
    variables.remove("KUBERNETES_MONGO_SERVICE_NAME");
    assertThatThrownBy(() -> SettingsReader.read(variables))
        .hasMessageContaining("KUBERNETES_MONGO_SERVICE_NAME is not set");
  }
}
