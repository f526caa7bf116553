package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The stand-in's documents as those of MongoDB's own library: what commands are made of. */
final class ToBson {
  private ToBson() {}

  static BsonDocument of(Document source) {
    BsonDocument document = new BsonDocument();
    source.forEach((key, value) -> document.append(key, value(value)));
    return document;
  }

  private static BsonValue value(Object value) {
    return switch (value) {
      case Document document -> of(document);
      case List<?> list -> new BsonArray(list.stream().map(ToBson::value).toList());
      case String text -> new BsonString(text);
      case Boolean bool -> BsonBoolean.valueOf(bool);
      case Integer number -> new BsonInt32(number);
      case Long number -> new BsonInt64(number);
      case Double number -> new BsonDouble(number);
      case ObjectId id -> new BsonObjectId(new org.bson.types.ObjectId(id.toByteArray()));
      default -> throw new IllegalArgumentException("In no command of a recording: " + value);
    };
  }
}
