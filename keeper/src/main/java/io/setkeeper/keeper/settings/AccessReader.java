package io.setkeeper.keeper.settings;

import io.setkeeper.mongodb.Credentials;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.mongodb.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds login and TLS. */
final class AccessReader {
  private static final String X509 = "MONGODB-X509";

  private final Environment environment;
  private final List<String> notes;

  AccessReader(Environment environment, List<String> notes) {
    this.environment = environment;
    this.notes = notes;
  }

  MongodAccess read() {
    return new MongodAccess(credentials(), tls(), environment.read(Variables.KEY_FILE));
  }

  private Optional<Credentials> credentials() {
    Optional<String> user = environment.read(Variables.USER);
    Optional<String> password = environment.read(Variables.PASSWORD);
    Optional<String> mechanism = environment.read(Variables.MECHANISM);
    String source = environment.read(Variables.AUTH_SOURCE).orElse(Credentials.DEFAULT_SOURCE);
    boolean byCertificate = mechanism.filter(X509::equals).isPresent();
    if (user.isEmpty()) {
      if (password.isPresent() || mechanism.isPresent()) {
        environment.fault(
            Variables.USER.name() + " is not set, but how to log in is: name the user, too");
      }
      return Optional.empty();
    }
    if (password.isEmpty() && !byCertificate) {
      environment.fault(
          "%s is set and %s is not: give both, or neither"
              .formatted(Variables.USER.name(), Variables.PASSWORD.name()));
    }
    return Optional.of(new Credentials(user.get(), password.orElse(""), source, mechanism));
  }

  private Optional<TlsSettings> tls() {
    Optional<Path> ca = environment.read(Variables.TLS_CA);
    Optional<Path> certificate = environment.read(Variables.TLS_CERT);
    Optional<Path> key = environment.read(Variables.TLS_KEY);
    Optional<Path> crl = environment.read(Variables.TLS_CRL);
    Optional<String> password = environment.read(Variables.TLS_PASS);
    boolean anyCertificate = is(Variables.ANY_CERTIFICATE);
    boolean anyHostname = is(Variables.ANY_HOSTNAME) || !is(Variables.IDENTITY_CHECK);
    if (!is(Variables.TLS)) {
      if (Stream.of(ca, certificate, key, crl).anyMatch(Optional::isPresent)) {
        environment.fault(
            "files for TLS are named, but %s is not true: set it, or unset them"
                .formatted(Variables.TLS.name()));
      }
      return Optional.empty();
    }
    if (key.isPresent() && certificate.isEmpty()) {
      environment.fault("MONGO_TLS_KEY is set and MONGO_TLS_CERT is not: give both, or neither");
    }
    if (anyCertificate) {
      notes.add(
          Variables.ANY_CERTIFICATE.name()
              + " is true: who sits between keeper and mongods can read and change everything");
    }
    return Optional.of(
        new TlsSettings(ca, certificate, key, password, crl, anyCertificate, anyHostname));
  }

  private boolean is(Variable<Boolean> variable) {
    return environment.read(variable).orElse(false);
  }
}
