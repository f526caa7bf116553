package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;

/** Parts of a member's document in replSetGetStatus. */
final class MemberDocument {
  private MemberDocument() {}

  static void appendPosition(Document document, Position position) {
    document
        .append("optime", position.applied().toDocument())
        .append("optimeDurable", position.durable().toDocument())
        .append("optimeDate", position.applied().date())
        .append("optimeDurableDate", position.durable().date())
        .append("lastAppliedWallTime", position.appliedWall())
        .append("lastDurableWallTime", position.durableWall());
  }

  static void appendElection(Document document, BsonTimestamp time) {
    document
        .append("electionTime", time)
        .append("electionDate", Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime())));
  }
}
