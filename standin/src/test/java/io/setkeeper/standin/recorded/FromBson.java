package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** MongoDB's extended JSON as the stand-in's documents. */
final class FromBson {
  private FromBson() {}

  static Document parse(String json) {
    return document(BsonDocument.parse(json));
  }

  static Document document(BsonDocument source) {
    Document document = new Document();
    for (Map.Entry<String, BsonValue> entry : source.entrySet()) {
      document.append(entry.getKey(), value(entry.getValue()));
    }
    return document;
  }

  private static Object value(BsonValue value) {
    return switch (value.getBsonType()) {
      case DOCUMENT -> document(value.asDocument());
      case ARRAY -> value.asArray().stream().map(FromBson::value).toList();
      case STRING -> value.asString().getValue();
      case BOOLEAN -> value.asBoolean().getValue();
      case INT32 -> value.asInt32().getValue();
      case INT64 -> value.asInt64().getValue();
      case DOUBLE -> value.asDouble().getValue();
      case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
      case TIMESTAMP -> new BsonTimestamp(value.asTimestamp().getValue());
      case OBJECT_ID -> new ObjectId(value.asObjectId().getValue().toByteArray());
      case BINARY -> new BinData(value.asBinary().getData());
      default -> throw new IllegalArgumentException("Not in any recording: " + value);
    };
  }
}
