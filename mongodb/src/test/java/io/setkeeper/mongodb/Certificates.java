package io.setkeeper.mongodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test's own. */
final class Certificates {
  private static final char[] NO_PASSWORD = new char[0];
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final String name;
  private final KeyPair keys = keyPair();
  private final X509Certificate certificate;

  Certificates(String name) {
    this.name = name;
    this.certificate = sign(keys, name, "");
  }

  /** A certificate with its key. */
  record Signed(X509Certificate certificate, PrivateKey key) {}

  /** One for a host, or for a client where {@code host} is empty. */
  Signed issue(String subject, String host) {
    KeyPair pair = keyPair();
    return new Signed(sign(pair, subject, host), pair.getPrivate());
  }

  /** The CA's certificate as a file. */
  Path ca(Path folder) {
    return write(folder.resolve(name + ".crt"), certificate);
  }

  /** The list that revokes one certificate. */
  Path revoke(Path folder, X509Certificate revoked) {
    try {
      JcaX509v2CRLBuilder builder =
          new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(Instant.now()));
      builder.setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(1))));
      builder.addCRLEntry(
          revoked.getSerialNumber(), Date.from(Instant.now()), CRLReason.keyCompromise);
      return write(folder.resolve("revoked.crl"), builder.build(signer()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes objects to a PEM file. */
  static Path write(Path file, Object... objects) {
    try (Writer writer = Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(writer)) {
      for (Object object : objects) {
        pem.writeObject(object);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a server listens with.
   *
   * @param demandsClients whether clients must show a certificate of this CA
   */
  ServerSocketFactory server(Signed own, boolean demandsClients) {
    try {
      KeyStore identity = KeyStore.getInstance("PKCS12");
      identity.load(null, null);
      identity.setKeyEntry(
          "server", own.key(), NO_PASSWORD, new X509Certificate[] {own.certificate()});
      identity.setCertificateEntry("ca", certificate);
      KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(identity, NO_PASSWORD);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(identity);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
      return new TlsSockets(context, demandsClients);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate sign(KeyPair pair, String subject, String host) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + name),
              BigInteger.valueOf(SERIAL.getAndIncrement()),
              Date.from(Instant.now().minus(Duration.ofHours(1))),
              Date.from(Instant.now().plus(Duration.ofDays(1))),
              new X500Name("CN=" + subject),
              pair.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(subject.equals(name)));
      if (!host.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
      }
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Server sockets that speak TLS. */
  private static final class TlsSockets extends ServerSocketFactory {
    private final SSLContext context;
    private final boolean demandsClients;

    TlsSockets(SSLContext context, boolean demandsClients) {
      this.context = context;
      this.demandsClients = demandsClients;
    }

    @Override
    public SSLServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      SSLServerSocket socket =
          (SSLServerSocket)
              context.getServerSocketFactory().createServerSocket(port, backlog, address);
      socket.setNeedClientAuth(demandsClients);
      return socket;
    }

    @Override
    public SSLServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SSLServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }
  }
}
