package io.setkeeper.mongodb;

import com.mongodb.MongoCredential;
import java.util.List;
import java.util.Optional;

/**
 * A user of MongoDB's.
 *
 * @param password never printed; empty for MONGODB-X509
 * @param authSource the database in which the user is, admin by default
 * @param mechanism one of {@link #MECHANISMS}; without it SCRAM-SHA-256 or -1, whichever the server
 *     has for the user
 */
public record Credentials(
    String user, String password, String authSource, Optional<String> mechanism) {

  /** Where a user is that is not said to be anywhere else. */
  public static final String DEFAULT_SOURCE = "admin";

  private static final String SCRAM_1 = "SCRAM-SHA-1";
  private static final String SCRAM_256 = "SCRAM-SHA-256";
  private static final String X509 = "MONGODB-X509";
  private static final String PLAIN = "PLAIN";

  /** The mechanisms that may be named. */
  public static final List<String> MECHANISMS = List.of(SCRAM_256, SCRAM_1, X509, PLAIN);

  public Credentials {
    if (user.isEmpty() || authSource.isEmpty()) {
      throw new IllegalArgumentException("a user has a name and a database");
    }
    if (mechanism.isPresent() && !MECHANISMS.contains(mechanism.get())) {
      throw new IllegalArgumentException(
          "no mechanism '%s'; there are %s"
              .formatted(mechanism.get(), String.join(", ", MECHANISMS)));
    }
  }

  /** A user in admin, by whatever mechanism. */
  public static Credentials of(String user, String password) {
    return new Credentials(user, password, DEFAULT_SOURCE, Optional.empty());
  }

  /** Whether the user can be created with its password: others are somebody else's. */
  boolean areOurs() {
    return mechanism.isEmpty()
        || mechanism.get().equals(SCRAM_1)
        || mechanism.get().equals(SCRAM_256);
  }

  MongoCredential forDriver() {
    char[] secret = password.toCharArray();
    return switch (mechanism.orElse("")) {
      case SCRAM_1 -> MongoCredential.createScramSha1Credential(user, authSource, secret);
      case SCRAM_256 -> MongoCredential.createScramSha256Credential(user, authSource, secret);
      case X509 -> MongoCredential.createMongoX509Credential(user);
      case PLAIN -> MongoCredential.createPlainCredential(user, authSource, secret);
      default -> MongoCredential.createCredential(user, authSource, secret);
    };
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + authSource;
  }
}
