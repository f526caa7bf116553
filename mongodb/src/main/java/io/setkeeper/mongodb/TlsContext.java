package io.setkeeper.mongodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS settings as the JDK's TLS works with them.
 *
 * @param context trusts and shows what the settings say
 * @param settings that it was made of
 */
record TlsContext(SSLContext context, TlsSettings settings) {
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException when a file is not what it should be, naming it
   */
  static TlsContext of(TlsSettings settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(settings), trust(settings), null);
      return new TlsContext(context, settings);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("TLS to mongod can't be set up: " + e.getMessage(), e);
    }
  }

  /** The same from the files as they are now: certificates are renewed. */
  TlsContext renewed() {
    try {
      return of(settings);
    } catch (IllegalArgumentException e) {
      // A file that is being replaced: what was read before is good still.
      return this;
    }
  }

  private static KeyManager @Nullable [] keys(TlsSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.certificate().isEmpty()) {
      return null;
    }
    Path file = settings.certificate().get();
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        PrivateKeys.read(settings.key().orElse(file), settings.keyPassword()),
        NO_PASSWORD,
        certificates(file).toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(TlsSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.allowInvalidCertificates()) {
      return new TrustManager[] {new TrustAll()};
    }
    Optional<KeyStore> store = Optional.empty();
    if (settings.ca().isPresent()) {
      store = Optional.of(emptyStore());
      int n = 0;
      for (Certificate certificate : certificates(settings.ca().get())) {
        store.get().setCertificateEntry("ca-" + n++, certificate);
      }
    }
    if (settings.crl().isPresent()) {
      return trustUnlessRevoked(store, settings.crl().get());
    }
    if (store.isEmpty()) {
      return null;
    }
    TrustManagerFactory factory = trustManagers();
    factory.init(store.get());
    return factory.getTrustManagers();
  }

  private static TrustManager[] trustUnlessRevoked(Optional<KeyStore> store, Path crl)
      throws GeneralSecurityException {
    if (store.isEmpty()) {
      throw new IllegalArgumentException(
          crl + " is given, and no file of the CA that signs it: name that too");
    }
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(store.get(), new X509CertSelector());
    parameters.setRevocationEnabled(true);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls(crl))));
    TrustManagerFactory factory = trustManagers();
    factory.init(new CertPathTrustManagerParameters(parameters));
    return factory.getTrustManagers();
  }

  private static TrustManagerFactory trustManagers() throws GeneralSecurityException {
    return TrustManagerFactory.getInstance("PKIX");
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] der : blocks(file, "CERTIFICATE")) {
      certificates.add(factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    return certificates;
  }

  private static List<CRL> crls(Path file) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<CRL> crls = new ArrayList<>();
    for (byte[] der : blocks(file, "X509 CRL")) {
      crls.add(factory.generateCRL(new ByteArrayInputStream(der)));
    }
    return crls;
  }

  private static List<byte[]> blocks(Path file, String label) {
    List<byte[]> blocks =
        Pem.read(file).stream().filter(pem -> pem.label().equals(label)).map(Pem::der).toList();
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("%s has no -----BEGIN %s-----".formatted(file, label));
    }
    return blocks;
  }

  /**
   * Trusts every certificate. That it is no X509ExtendedTrustManager leaves the check of the host's
   * name with the JDK (sun.security.ssl.AbstractTrustManagerWrapper), which has a setting of its
   * own.
   */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
