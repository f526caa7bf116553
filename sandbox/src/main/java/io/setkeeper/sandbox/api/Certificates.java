package io.setkeeper.sandbox.api;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The server's key and certificate, signed by an authority of the sandbox's own, in a PKCS #12 file
 * that is made when it is missing, expires soon or is for another address. The authority's key is
 * thrown away: nothing else is ever signed with it.
 */
final class Certificates {
  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final Duration SPARE = Duration.ofDays(30);
  private static final String ENTRY = "server";
  private static final char[] PASSWORD = "setkeeper".toCharArray();

  private final KeyStore keys;

  private Certificates(KeyStore keys) {
    this.keys = keys;
  }

  /** Reads them from the folder, or makes them. */
  static Certificates in(Path folder, InetAddress address, Clock clock)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve("server.p12");
    if (Files.exists(file)) {
      KeyStore found = KeyStore.getInstance(file.toFile(), PASSWORD);
      if (isGood(found, address, clock.instant().plus(SPARE))) {
        return new Certificates(found);
      }
    }
    KeyStore made = make(address, clock.instant());
    Files.createDirectories(folder);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newOutputStream(file)) {
      made.store(out, PASSWORD);
    }
    return new Certificates(made);
  }

  /** Holds the server's key and the chain up to the authority. */
  KeyStore keys() {
    return keys;
  }

  String password() {
    return new String(PASSWORD);
  }

  /** The authority's certificate in PEM. */
  String authority() throws GeneralSecurityException {
    Certificate[] chain = keys.getCertificateChain(ENTRY);
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(chain[chain.length - 1].getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static boolean isGood(KeyStore found, InetAddress address, Instant until)
      throws GeneralSecurityException {
    if (!(found.getCertificate(ENTRY) instanceof X509Certificate certificate)) {
      return false;
    }
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return certificate.getNotAfter().toInstant().isAfter(until)
        && names.stream().anyMatch(name -> name.contains(address.getHostAddress()));
  }

  private static KeyStore make(InetAddress address, Instant now)
      throws GeneralSecurityException, IOException {
    KeyPair authorityKey = newKey();
    KeyPair serverKey = newKey();
    X500Name authority = new X500Name("CN=setkeeper-sandbox-ca-" + now.getEpochSecond());
    try {
      JcaX509v3CertificateBuilder top = builder(authority, authority, authorityKey, now);
      top.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      top.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      JcaX509v3CertificateBuilder server =
          builder(authority, new X500Name("CN=kube-apiserver"), serverKey, now);
      server.addExtension(Extension.subjectAlternativeName, false, names(address));
      KeyStore made = KeyStore.getInstance("PKCS12");
      made.load(null, PASSWORD);
      Certificate[] chain = {sign(server, authorityKey), sign(top, authorityKey)};
      made.setKeyEntry(ENTRY, serverKey.getPrivate(), PASSWORD, chain);
      return made;
    } catch (OperatorCreationException | CertIOException e) {
      throw new GeneralSecurityException("cannot make a certificate", e);
    }
  }

  private static GeneralNames names(InetAddress address) {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.iPAddress, address.getHostAddress()),
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.dNSName, "kubernetes"),
          new GeneralName(GeneralName.dNSName, "kubernetes.default"),
          new GeneralName(GeneralName.dNSName, "kubernetes.default.svc"),
          new GeneralName(GeneralName.dNSName, "kubernetes.default.svc.cluster.local")
        });
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair key, Instant now) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(120, new SecureRandom()),
        Date.from(now.minus(Duration.ofMinutes(5))),
        Date.from(now.plus(LIFE)),
        subject,
        key.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair authority)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }
}
