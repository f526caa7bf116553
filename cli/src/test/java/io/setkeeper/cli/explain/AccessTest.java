package io.setkeeper.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.mongodb.Credentials;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.mongodb.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  @TempDir private Path folder = Path.of("");

  private static MongodAccess of(Map<String, String> variables) {
    return Access.of(new Environment(variables));
  }

  @Test
  void withoutAnyVariableNothingIsDemanded() {
    assertThat(of(Map.of("HOME", "/home/ann"))).isEqualTo(MongodAccess.OPEN);
  }

  @Test
  void loginAndTlsAreTheKeepersVariables() throws IOException {
    Path ca = Files.writeString(folder.resolve("ca.pem"), "");
    MongodAccess access =
        of(
            Map.of(
                "MONGODB_USERNAME",
                "ann",
                "MONGO_PASSWORD",
                "secret",
                "MONGO_SSL_ENABLED",
                "true",
                "MONGO_TLS_CA",
                ca.toString()));

    assertThat(access.credentials()).contains(Credentials.of("ann", "secret"));
    assertThat(access.tls().flatMap(TlsSettings::ca)).contains(ca);
  }

  @Test
  void everyFaultIsNamedAndNoPasswordIs() {
    assertThatThrownBy(
            () -> of(Map.of("MONGODB_PASSWORD", "secret", "MONGO_TLS_CA", "/gone/ca.pem")))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("MONGODB_USERNAME is not set", "MONGO_TLS_CA", "/gone/ca.pem")
        .hasMessageContaining("this command's environment")
        .message()
        .doesNotContain("secret");
  }
}
