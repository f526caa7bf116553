package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real TLS socket: who is trusted, and what is said where nobody is. */
class TlsTest {
  /** What can't be agreed on is tried until the time for an answer is over: not for too long. */
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(3));

  private static final String HOST = "mongo-0.mongo.default.svc.cluster.local";
  private static final Certificates OURS = new Certificates("our-ca");
  private static final Certificates THEIRS = new Certificates("their-ca");
  private static final Certificates.Signed SERVER = OURS.issue("mongo-0", HOST);

  @TempDir Path folder;

  @Test
  void aMongodWhoseCertificateIsOfTheCaAndBearsItsMembersNameIsSpokenTo() {
    assertThat(ask(SERVER, false, trusting(OURS), HOST)).isInstanceOf(Mongod.InSet.class);
  }

  @Test
  void aCertificateOfAnotherCaIsNotAccepted() {
    assertThat(why(SERVER, false, trusting(THEIRS), HOST))
        .startsWith("its certificate is not accepted (")
        .contains("MONGO_TLS_CA");
  }

  @Test
  void aCertificateThatBearsAnotherNameIsNotAccepted() {
    assertThat(why(SERVER, false, trusting(OURS), "mongo-1.mongo.default.svc.cluster.local"))
        .startsWith("its certificate is not accepted (")
        .contains("mongo-1.mongo.default.svc.cluster.local");
  }

  @Test
  void anotherNameIsAcceptedWhereThatIsAllowed() {
    TlsSettings lax = new Files().ca(OURS).allowing(false, true);
    assertThat(ask(SERVER, false, lax, "mongo-1")).isInstanceOf(Mongod.InSet.class);
  }

  @Test
  void anotherCaIsAcceptedWhereThatIsAllowedAndTheNameIsHeldAgainstItStill() {
    TlsSettings lax = new Files().ca(THEIRS).allowing(true, false);
    assertThat(ask(SERVER, false, lax, HOST)).isInstanceOf(Mongod.InSet.class);
    assertThat(why(SERVER, false, lax, "mongo-1")).startsWith("its certificate is not accepted (");
  }

  @Test
  void aMongodThatDemandsAClientCertificateIsShownIt() throws Exception {
    Certificates.Signed client = OURS.issue("setkeeper", "");
    Path both =
        Certificates.write(
            folder.resolve("client.pem"),
            client.certificate(),
            new JcaPKCS8Generator(client.key(), null));
    assertThat(ask(SERVER, true, new Files().ca(OURS).client(both).allowing(false, false), HOST))
        .isInstanceOf(Mongod.InSet.class);
  }

  @Test
  void withoutTheClientCertificateThatIsDemandedTheMessageNamesIt() {
    assertThat(why(SERVER, true, trusting(OURS), HOST)).contains("MONGO_TLS_CERT");
  }

  @Test
  void aRevokedCertificateIsNotAccepted() {
    TlsSettings settings =
        new Files().ca(OURS).crl(OURS.revoke(folder, SERVER.certificate())).allowing(false, false);
    assertThat(why(SERVER, false, settings, HOST)).startsWith("its certificate is not accepted (");
    assertThat(ask(OURS.issue("mongo-0", HOST), false, settings, HOST))
        .isInstanceOf(Mongod.InSet.class);
  }

  @Test
  void aMongodThatSpeaksNoTlsIsSaidSo() {
    try (FakeMongod mongod = FakeMongod.start(new KeyfileMongod(true).initiated());
        Mongods mongods = mongods(trusting(OURS), HOST)) {
      assertThat(((Mongod.Unknown) mongod.askedBy(mongods)).why()).contains("does it speak TLS");
    }
  }

  @Test
  void aMongodThatSpeaksTlsOnlyIsSaidSo() {
    try (FakeMongod mongod =
            FakeMongod.start(OURS.server(SERVER, false), "127.0.0.1", new KeyfileMongod(true));
        Mongods mongods = new Mongods(() -> {})) {
      assertThat(((Mongod.Unknown) mongod.askedBy(mongods)).why()).contains("MONGO_SSL_ENABLED");
    }
  }

  @Test
  void aFileThatIsMissingIsNamedAtOnce() {
    Path missing = folder.resolve("no-such.crt");
    TlsSettings settings =
        new TlsSettings(
            Optional.of(missing),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false);
    assertThatThrownBy(() -> mongods(settings, HOST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing.toString());
  }

  private String why(
      Certificates.Signed server, boolean demandsClients, TlsSettings settings, String name) {
    return ((Mongod.Unknown) ask(server, demandsClients, settings, name)).why();
  }

  private Mongod ask(
      Certificates.Signed server, boolean demandsClients, TlsSettings settings, String name) {
    KeyfileMongod open = new KeyfileMongod(false).initiated().user("keeper", "secret");
    try (FakeMongod mongod =
            FakeMongod.start(OURS.server(server, demandsClients), "127.0.0.1", open);
        Mongods mongods = mongods(settings, name)) {
      return mongod.askedBy(mongods);
    }
  }

  private static Mongods mongods(TlsSettings settings, String name) {
    return new Mongods(
        new MongodAccess(Optional.of(Credentials.of("keeper", "secret")), Optional.of(settings)),
        PATIENCE,
        (HostPort address) -> name,
        () -> {});
  }

  private TlsSettings trusting(Certificates authority) {
    return new Files().ca(authority).allowing(false, false);
  }

  /** Settings, file by file. */
  private final class Files {
    private Optional<Path> ca = Optional.empty();
    private Optional<Path> client = Optional.empty();
    private Optional<Path> crl = Optional.empty();

    Files ca(Certificates authority) {
      ca = Optional.of(authority.ca(folder));
      return this;
    }

    Files client(Path both) {
      client = Optional.of(both);
      return this;
    }

    Files crl(Path file) {
      crl = Optional.of(file);
      return this;
    }

    TlsSettings allowing(boolean invalidCertificates, boolean invalidHostnames) {
      return new TlsSettings(
          ca,
          client,
          Optional.empty(),
          Optional.empty(),
          crl,
          invalidCertificates,
          invalidHostnames);
    }
  }
}
