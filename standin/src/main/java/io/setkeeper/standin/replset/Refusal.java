package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;

/** A command that is refused: what mongod would answer, in its words. */
public record Refusal(MongoError error, String errmsg) {

  /** The whole reply: {@code ok: 0}, {@code errmsg}, {@code code}, {@code codeName}. */
  public Document toDocument() {
    return new Document("ok", 0.0)
        .append("errmsg", errmsg)
        .append("code", error.code())
        .append("codeName", error.codeName());
  }

  /** The same, said to have happened while doing something else. */
  Refusal during(String what) {
    return new Refusal(error, what + " :: caused by :: " + errmsg);
  }
}
