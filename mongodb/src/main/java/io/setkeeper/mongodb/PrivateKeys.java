package io.setkeeper.mongodb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads a private key from PEM: PKCS#8, encrypted or not, and the older form of RSA keys. */
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  /** PKCS#8's beginning: version 0, algorithm rsaEncryption (RFC 5208, RFC 8017). */
  private static final byte[] RSA_HEADER =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private PrivateKeys() {}

  /**
   * The key of a file.
   *
   * @throws IllegalArgumentException when there is none that can be read, with the remedy
   */
  static PrivateKey read(Path file, Optional<String> password) {
    Pem pem =
        Pem.read(file).stream()
            .filter(block -> block.label().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(file + " has no private key"));
    if (pem.headers()) {
      throw unknown(file, "an encrypted key of the old form");
    }
    return switch (pem.label()) {
      case "PRIVATE KEY" -> key(file, pem.der());
      case "ENCRYPTED PRIVATE KEY" -> key(file, decrypt(file, pem.der(), password));
      case "RSA PRIVATE KEY" -> key(file, wrapRsa(pem.der()));
      default -> throw unknown(file, "of the form " + pem.label());
    };
  }

  private static PrivateKey key(Path file, byte[] pkcs8) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // of another algorithm
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    throw unknown(file, "none of " + String.join(", ", ALGORITHMS));
  }

  private static byte[] decrypt(Path file, byte[] der, Optional<String> password) {
    char[] secret =
        password
            .orElseThrow(
                () ->
                    new IllegalArgumentException(file + " is encrypted, and no password is given"))
            .toCharArray();
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      // For PBES2 it is the parameters that name the algorithm as the JDK knows it.
      String algorithm =
          info.getAlgName().equals("PBES2")
              ? String.valueOf(info.getAlgParameters())
              : info.getAlgName();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(secret)),
          info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          file + " can't be decrypted with the password that is given", e);
    }
  }

  /** PKCS#8 around PKCS#1: SEQUENCE of header and OCTET STRING. */
  private static byte[] wrapRsa(byte[] pkcs1) {
    return der(0x30, concat(RSA_HEADER, der(0x04, pkcs1)));
  }

  private static byte[] der(int tag, byte[] content) {
    int n = content.length;
    byte[] length =
        n < 128
            ? new byte[] {(byte) n}
            : n < 256
                ? new byte[] {(byte) 0x81, (byte) n}
                : new byte[] {(byte) 0x82, (byte) (n >> 8), (byte) n};
    return concat(new byte[] {(byte) tag}, length, content);
  }

  private static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static IllegalArgumentException unknown(Path file, String what) {
    return new IllegalArgumentException(
        "%s: the key is %s; convert it: openssl pkcs8 -topk8 -nodes -in OLD -out NEW"
            .formatted(file, what));
  }
}
