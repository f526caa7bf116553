package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aKeyInPkcs8IsReadWhateverItsAlgorithm(String algorithm) throws Exception {
    PrivateKey key = key(algorithm);
    assertThat(PrivateKeys.read(write(new JcaPKCS8Generator(key, null)), Optional.empty()))
        .isEqualTo(key);
  }

  @Test
  void theOlderFormOfAnRsaKeyIsReadToo() throws GeneralSecurityException {
    PrivateKey key = key("RSA");
    Path file = write(key);
    assertThat(file).content().startsWith("-----BEGIN RSA PRIVATE KEY-----");
    assertThat(PrivateKeys.read(file, Optional.empty())).isEqualTo(key);
  }

  @Test
  void anEncryptedKeyIsReadWithItsPassword() throws Exception {
    PrivateKey key = key("EC");
    assertThat(PrivateKeys.read(encrypted(key), Optional.of("open sesame"))).isEqualTo(key);
  }

  @Test
  void aWrongPasswordOfAKeyIsSaidAndNotPrinted() throws Exception {
    Path file = encrypted(key("EC"));
    assertThatThrownBy(() -> PrivateKeys.read(file, Optional.of("open barley")))
        .hasMessage(file + " can't be decrypted with the password that is given");
    assertThatThrownBy(() -> PrivateKeys.read(file, Optional.empty()))
        .hasMessage(file + " is encrypted, and no password is given");
  }

  @Test
  void aKeyOfAnotherFormIsRefusedWithTheCommandThatConvertsIt() throws GeneralSecurityException {
    Path file = write(key("EC"));
    assertThatThrownBy(() -> PrivateKeys.read(file, Optional.empty()))
        .hasMessageContaining("EC PRIVATE KEY")
        .hasMessageContaining("openssl pkcs8 -topk8 -nodes");
  }

  @Test
  void aFileWithoutAKeyIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), "nothing");
    assertThatThrownBy(() -> PrivateKeys.read(file, Optional.empty()))
        .hasMessage(file + " has no private key");
  }

  private Path encrypted(PrivateKey key) throws Exception {
    return write(
        new JcaPKCS8Generator(
            key,
            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword("open sesame".toCharArray())
                .build()));
  }

  private Path write(Object object) {
    return Certificates.write(folder.resolve("key.pem"), object);
  }

  private static PrivateKey key(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("RSA")) {
      generator.initialize(1024); // nobody is to be kept out, and it is made sooner
    }
    return generator.generateKeyPair().getPrivate();
  }
}
