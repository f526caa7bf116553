package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Fields that must be there, by type. */
final class Get {
  private Get() {}

  static int integer(Document document, String name) {
    return Math.toIntExact(number(document, name));
  }

  static long number(Document document, String name) {
    return field(Number.class, document, name).longValue();
  }

  static double real(Document document, String name) {
    return field(Double.class, document, name);
  }

  static String string(Document document, String name) {
    return field(String.class, document, name);
  }

  static Instant instant(Document document, String name) {
    return field(Instant.class, document, name);
  }

  static ObjectId id(Document document, String name) {
    return field(ObjectId.class, document, name);
  }

  static BsonTimestamp timestamp(Document document, String name) {
    return field(BsonTimestamp.class, document, name);
  }

  static Document document(Document document, String name) {
    return field(Document.class, document, name);
  }

  static List<Document> documents(Document document, String name) {
    List<?> list = field(List.class, document, name);
    return list.stream().map(Document.class::cast).toList();
  }

  static boolean isTrue(Document document, String name) {
    return Boolean.TRUE.equals(document.get(name));
  }

  private static <T> T field(Class<T> type, Document document, String name) {
    return type.cast(
        Objects.requireNonNull(document.get(name), () -> "no " + name + " in " + document));
  }
}
