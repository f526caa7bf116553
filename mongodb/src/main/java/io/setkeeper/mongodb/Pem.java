package io.setkeeper.mongodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file (RFC 7468).
 *
 * @param label CERTIFICATE, PRIVATE KEY, ...
 * @param headers whether it has the old headers of an encrypted key
 * @param base64 what it holds; nothing where it has headers
 */
record Pem(String label, boolean headers, String base64) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it can't be read, or has a block that is none
   */
  static List<Pem> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " can't be read: " + e, e);
    }
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(block(file, matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  private static Pem block(Path file, String label, String body) {
    boolean headers = body.contains(":");
    Pem pem = new Pem(label, headers, headers ? "" : body.replaceAll("\\s", ""));
    try {
      pem.der();
      return pem;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: its %s is not base64: %s".formatted(file, label, e.getMessage()), e);
    }
  }

  byte[] der() {
    return Base64.getDecoder().decode(base64);
  }

  /** Without what may be a key. */
  @Override
  public String toString() {
    return label;
  }
}
