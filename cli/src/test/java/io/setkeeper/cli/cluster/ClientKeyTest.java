package io.setkeeper.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTest {
  @TempDir private Path folder = Path.of("");

  private static String pem(String algorithm) throws Exception {
    byte[] der =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String kind(Config config) {
    ClientKey.nameKind(config);
    return config.getClientKeyAlgo();
  }

  @Test
  void anEllipticKeyInPkcs8IsToldFromRsasInData() throws Exception {
    Config config = Config.empty();
    config.setClientKeyData(
        Base64.getEncoder().encodeToString(pem("EC").getBytes(StandardCharsets.US_ASCII)));

    assertThat(kind(config)).isEqualTo("EC");
  }

  @Test
  void anEllipticKeyInPkcs8IsToldFromRsasInAFile() throws Exception {
    Config config = Config.empty();
    config.setClientKeyFile(Files.writeString(folder.resolve("key.pem"), pem("EC")).toString());

    assertThat(kind(config)).isEqualTo("EC");
  }

  @Test
  void otherKeysAreLeftToFabric8() throws Exception {
    Config config = Config.empty();
    String before = config.getClientKeyAlgo();
    config.setClientKeyFile(Files.writeString(folder.resolve("key.pem"), pem("RSA")).toString());

    assertThat(kind(config)).isEqualTo(before);
    assertThat(ClientKey.isElliptic("no key at all")).isFalse();
  }
}
