package io.setkeeper.mongodb;

import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The key that the set's mongods log in to each other with, as the user {@code __system} of the
 * database local, which is in no volume: a mongod knows it before there is any user (source:
 * internal_auth.cpp). It may do everything.
 */
final class KeyFile {
  private static final String USER = "__system";
  private static final String DATABASE = "local";

  private KeyFile() {}

  /**
   * The login; read for every connection, for keys are renewed.
   *
   * @throws IllegalArgumentException when the file can't be read or holds no key
   */
  static Credentials credentials(Path file) {
    try {
      String key = key(Files.readString(file));
      if (key.isEmpty()) {
        throw new IllegalArgumentException(file + " holds no key: it must be mongod's --keyFile");
      }
      return new Credentials(USER, key, DATABASE, Optional.empty());
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The failure of a login where there is more to say than what was answered. */
  static MongoSecurityException unusable(String why) {
    return new MongoSecurityException(
        MongoCredential.createCredential(USER, DATABASE, new char[0]), why);
  }

  /** What a login meets that only the key can do. */
  static MongoSecurityException missing(MongoSecurityException wrongLogin) {
    return new MongoSecurityException(
        wrongLogin.getCredential(),
        "it is in no set and does not know the keeper's user, so it can't be asked whether it is"
            + " empty; give every keeper the mongods' key file (SETKEEPER_KEY_FILE), by which it"
            + " can, or, where it has data of another set, empty the volume",
        wrongLogin);
  }

  /** Blanks do not count (manual: keyFile). Of several keys, a YAML list, each is accepted. */
  private static String key(String text) {
    String first = text.strip();
    if (first.startsWith("-")) {
      first = first.substring(1).strip().lines().findFirst().orElse("").replaceAll("[\"']", "");
    }
    return first.replaceAll("\\s", "");
  }
}
