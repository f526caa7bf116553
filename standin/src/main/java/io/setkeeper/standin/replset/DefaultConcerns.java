package io.setkeeper.standin.replset;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Optional;

/**
 * The cluster-wide default write concern: what setDefaultRWConcern set, or nothing. A default read
 * concern other than the implicit one is not supported.
 *
 * @param set the write concern with the moment of the command, if it was ever run
 */
public record DefaultConcerns(Optional<Setting> set) {

  /** Before setDefaultRWConcern was ever run. */
  public static final DefaultConcerns IMPLICIT = new DefaultConcerns(Optional.empty());

  /**
   * What was set.
   *
   * @param writeConcern with {@code w} and {@code wtimeout}
   * @param updateOpTime the oplog's time then
   * @param updateWallClockTime the wall time then
   */
  public record Setting(
      Document writeConcern, BsonTimestamp updateOpTime, Instant updateWallClockTime) {}

  /**
   * Why a setDefaultRWConcern is refused, if it is (whether this member is primary is not looked
   * at).
   */
  public static Optional<Refusal> refusal(Document command) {
    if (command.containsKey("defaultReadConcern")) {
      return bad("The stand-in for mongod supports no defaultReadConcern");
    }
    if (!(command.get("defaultWriteConcern") instanceof Document concern)) {
      return bad(
          "At least one of the \"defaultReadConcern\" or \"defaultWriteConcern\" fields must be"
              + " present");
    }
    return concern.containsKey("w")
        ? Optional.empty()
        : bad("The global default write concern cannot be unset once it is set.");
  }

  private static Optional<Refusal> bad(String errmsg) {
    return Optional.of(new Refusal(MongoError.BAD_VALUE, errmsg));
  }

  /** The defaults after an accepted setDefaultRWConcern. */
  public static DefaultConcerns after(Document command, BsonTimestamp opTime, Instant now) {
    Document concern = new Document((Document) command.get("defaultWriteConcern"));
    concern.putIfAbsent("wtimeout", 0);
    return new DefaultConcerns(Optional.of(new Setting(concern, opTime, now)));
  }

  /** As the log holds it: nothing before the command was ever run. */
  public Optional<Document> toStoredDocument() {
    return set.map(
        setting ->
            new Document("defaultWriteConcern", setting.writeConcern())
                .append("updateOpTime", setting.updateOpTime())
                .append("updateWallClockTime", setting.updateWallClockTime()));
  }

  /** What {@link #toStoredDocument} gave. */
  public static DefaultConcerns fromStored(Document stored) {
    return new DefaultConcerns(
        Optional.of(
            new Setting(
                (Document) requireNonNull(stored.get("defaultWriteConcern")),
                (BsonTimestamp) requireNonNull(stored.get("updateOpTime")),
                (Instant) requireNonNull(stored.get("updateWallClockTime")))));
  }

  /**
   * The reply of getDefaultRWConcern and setDefaultRWConcern.
   *
   * @param config decides on the implicit write concern
   * @param localUpdate when this member last looked
   */
  public Document reply(ReplicaSetConfig config, Instant localUpdate) {
    Document implicit =
        new Document("w", config.implicitWriteConcernIsMajority() ? "majority" : 1)
            .append("wtimeout", 0);
    Document reply =
        new Document("defaultReadConcern", new Document("level", "local"))
            .append("defaultWriteConcern", set.map(Setting::writeConcern).orElse(implicit));
    set.ifPresent(
        setting ->
            reply
                .append("updateOpTime", setting.updateOpTime())
                .append("updateWallClockTime", setting.updateWallClockTime()));
    return Replies.ok(
        reply
            .append("defaultWriteConcernSource", set.isPresent() ? "global" : "implicit")
            .append("defaultReadConcernSource", "implicit")
            .append("localUpdateWallClockTime", localUpdate));
  }
}
