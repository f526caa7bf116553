package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;

/** Replies that refuse. */
public final class Failures {
  private Failures() {}

  /** The reply for an exception of mongo-java-server. */
  public static Document reply(MongoServerException e) {
    return switch (e) {
      case MongoServerError error ->
          reply(
              error.getCode(),
              error.getCodeName() == null ? "Location" + error.getCode() : error.getCodeName(),
              error.getMessageWithoutErrorCode());
      default -> reply(codeOf(e.getMessageWithoutErrorCode()), e.getMessageWithoutErrorCode());
    };
  }

  private static int codeOf(String message) {
    return message.equals("ns not found") ? 26 : 8;
  }

  private static Document reply(int code, String message) {
    return reply(code, code == 26 ? "NamespaceNotFound" : "UnknownError", message);
  }

  /** A refusal. */
  public static Document reply(int code, String codeName, String message) {
    return new Document("ok", 0.0)
        .append("errmsg", message)
        .append("code", code)
        .append("codeName", codeName);
  }
}
