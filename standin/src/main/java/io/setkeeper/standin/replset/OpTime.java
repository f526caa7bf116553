package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;

/** A place in the oplog: its timestamp and the term of the primary that wrote it. */
public record OpTime(BsonTimestamp ts, long term) implements Comparable<OpTime> {

  /** Nothing was written or heard of yet. */
  public static final OpTime NONE = new OpTime(new BsonTimestamp(0L), -1);

  /** The timestamp's second, as mongod shows it in optimeDate and lastWriteDate. */
  public Instant date() {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(ts.getTime()));
  }

  Document toDocument() {
    return new Document("ts", ts).append("t", term);
  }

  @Override
  public int compareTo(OpTime other) {
    int byTerm = Long.compare(term, other.term);
    return byTerm != 0 ? byTerm : Long.compareUnsigned(ts.getValue(), other.ts.getValue());
  }
}
