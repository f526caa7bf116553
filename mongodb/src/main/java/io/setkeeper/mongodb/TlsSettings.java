package io.setkeeper.mongodb;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How mongods are spoken to over TLS. All files are PEM.
 *
 * @param ca the certificates that are trusted; without it those of the Java runtime
 * @param certificate the client's certificate, with its chain behind it
 * @param key its key; without it the key is looked for in the certificate's file, as mongod wants
 *     it
 * @param keyPassword of an encrypted key; never printed
 * @param crl certificates that are revoked
 * @param allowInvalidCertificates trust any certificate: whoever sits in between can read and
 *     change everything
 * @param allowInvalidHostnames trust a trusted certificate whatever name it bears
 */
public record TlsSettings(
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> keyPassword,
    Optional<Path> crl,
    boolean allowInvalidCertificates,
    boolean allowInvalidHostnames) {

  /** Trusts what the Java runtime trusts, and shows no certificate. */
  public static final TlsSettings DEFAULT =
      new TlsSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  /** Without the key's password. */
  @Override
  public String toString() {
    return "TLS[ca=%s, certificate=%s, key=%s, crl=%s, allowInvalidCertificates=%s, allowInvalidHostnames=%s]"
        .formatted(ca, certificate, key, crl, allowInvalidCertificates, allowInvalidHostnames);
  }
}
