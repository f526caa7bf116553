package io.setkeeper.mongodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), for one conversation. */
final class ScramServer {
  private static final int ITERATIONS = 4096;
  private static final byte[] SALT = "sixteen bytes !!".getBytes(UTF_8);

  private final Function<String, Optional<String>> passwords;
  private String bare = "";
  private String first = "";
  private Optional<String> password = Optional.empty();
  private boolean done;

  /**
   * @param passwords a user's, by its name
   */
  ScramServer(Function<String, Optional<String>> passwords) {
    this.passwords = passwords;
  }

  /** Whether somebody has logged in. */
  boolean done() {
    return done;
  }

  BsonDocument answer(BsonDocument command) {
    String message = new String(command.getBinary("payload").getData(), UTF_8);
    try {
      return command.containsKey("saslStart") ? start(message) : goOn(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private BsonDocument start(String message) {
    bare = message.substring("n,,".length());
    Map<String, String> fields = fields(bare);
    password = passwords.apply(String.valueOf(fields.get("n")));
    if (password.isEmpty()) {
      return failed();
    }
    first =
        "r=%sserver,s=%s,i=%d"
            .formatted(fields.get("r"), Base64.getEncoder().encodeToString(SALT), ITERATIONS);
    return payload(first, false);
  }

  private BsonDocument goOn(String message) throws GeneralSecurityException {
    Map<String, String> fields = fields(message);
    String all = "%s,%s,c=%s,r=%s".formatted(bare, first, fields.get("c"), fields.get("r"));
    byte[] salted = salted(password.orElseThrow());
    byte[] storedKey = sha256(hmac(salted, "Client Key"));
    byte[] signature = hmac(storedKey, all);
    byte[] proof = Base64.getDecoder().decode(fields.get("p"));
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= signature[i];
    }
    if (!Arrays.equals(sha256(proof), storedKey)) {
      return failed();
    }
    done = true;
    byte[] verifier = hmac(hmac(salted, "Server Key"), all);
    return payload("v=" + Base64.getEncoder().encodeToString(verifier), true);
  }

  private static BsonDocument failed() {
    return Recordings.line("with_keyfile", 17).error();
  }

  private static BsonDocument payload(String text, boolean done) {
    return new BsonDocument("conversationId", new BsonInt32(1))
        .append("done", BsonBoolean.valueOf(done))
        .append("payload", new BsonBinary(text.getBytes(UTF_8)))
        .append("ok", new BsonInt32(1));
  }

  private static Map<String, String> fields(String message) {
    Map<String, String> fields = new HashMap<>();
    for (String field : message.split(",", -1)) {
      fields.put(field.substring(0, 1), field.substring(2));
    }
    return fields;
  }

  private static byte[] salted(String password) throws GeneralSecurityException {
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
        .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, 256))
        .getEncoded();
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(ByteBuffer.wrap(bytes));
    return digest.digest();
  }
}
