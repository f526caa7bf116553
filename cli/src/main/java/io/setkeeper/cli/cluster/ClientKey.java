package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a client's certificate. fabric8 takes one in PKCS #8 for RSA, whatever it is; kubectl
 * takes any.
 */
final class ClientKey {
  private static final String ELLIPTIC = "EC";
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private ClientKey() {}

  /** Says of which kind the key is, where fabric8 would not see it. */
  static void nameKind(Config config) {
    if (pem(config).filter(ClientKey::isElliptic).isPresent()) {
      config.setClientKeyAlgo(ELLIPTIC);
    }
  }

  private static Optional<String> pem(Config config) {
    try {
      if (config.getClientKeyData() != null) {
        byte[] pem = Base64.getMimeDecoder().decode(config.getClientKeyData());
        return Optional.of(new String(pem, StandardCharsets.US_ASCII));
      }
      return config.getClientKeyFile() == null
          ? Optional.empty()
          : Optional.of(Files.readString(Path.of(config.getClientKeyFile())));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty(); // fabric8 says so, where it reads it
    }
  }

  static boolean isElliptic(String pem) {
    Matcher key = PKCS8.matcher(pem);
    if (!key.find()) {
      return false;
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(key.group(1));
      return KeyFactory.getInstance(ELLIPTIC).generatePrivate(new PKCS8EncodedKeySpec(der)) != null;
    } catch (GeneralSecurityException | IllegalArgumentException other) {
      return false;
    }
  }
}
