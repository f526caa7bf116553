package io.setkeeper.standin.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Typed access to a document's fields, with MongoDB's own refusals. */
public final class Fields {
  private Fields() {}

  /**
   * A field that must be there.
   *
   * @throws MongoServerError 40414 when it is not, 14 when it is of another type
   */
  public static <T> T need(Document document, String key, Class<T> type) {
    Object value = document.get(key);
    if (value == null) {
      throw new MongoServerError(40414, "BSON field '" + key + "' is missing but a required field");
    }
    if (!type.isInstance(value)) {
      throw new MongoServerError(
          14,
          "TypeMismatch",
          "BSON field '%s' is the wrong type '%s'"
              .formatted(key, value.getClass().getSimpleName()));
    }
    return type.cast(value);
  }

  /** A field of this type, if it is there. */
  public static <T> Optional<T> find(Document document, String key, Class<T> type) {
    Object value = document.get(key);
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** A string that must be there. */
  public static String text(Document document, String key) {
    return need(document, key, String.class);
  }

  /** A document that must be there. */
  public static Document document(Document document, String key) {
    return need(document, key, Document.class);
  }

  /** A number that must be there. */
  public static long number(Document document, String key) {
    return need(document, key, Number.class).longValue();
  }

  /** A number, or what stands for it where there is none. */
  public static long number(Document document, String key, long otherwise) {
    return find(document, key, Number.class).map(Number::longValue).orElse(otherwise);
  }

  /** Whether a field is true, or a number other than 0, as MongoDB reads flags. */
  public static boolean isTrue(Document document, String key) {
    return switch (document.get(key)) {
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case null, default -> false;
    };
  }

  /** The documents in an array that must be there. */
  public static List<Document> documents(Document document, String key) {
    return items(need(document, key, Iterable.class));
  }

  /** The documents of a cursor's first batch. */
  public static List<Document> firstBatch(Document reply) {
    return documents(document(reply, "cursor"), "firstBatch");
  }

  private static List<Document> items(Iterable<?> values) {
    var documents = new ArrayList<Document>();
    for (var value : values) {
      if (!(value instanceof Document item)) {
        throw new MongoServerError(14, "TypeMismatch", "an array's element is not a document");
      }
      documents.add(item);
    }
    return documents;
  }
}
