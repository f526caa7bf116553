package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.Optional;

/**
 * One member of a config, with all of mongod's defaults filled in.
 *
 * @param id its {@code _id}, never negative, unique in the config
 * @param host "name:port"; the port is always there
 * @param arbiterOnly votes and holds no data
 * @param newlyAdded a voter that came to a running set and has no vote until its initial sync is
 *     done (5.0); hidden from replSetGetConfig
 * @param buildIndexes whether it builds secondary indexes
 * @param hidden whether hello conceals it
 * @param priority 0 to 1000; 0 is never elected
 * @param tags names and values, in order
 * @param secondaryDelaySecs how far it stays behind, in seconds
 * @param votes 0 or 1, as written: see {@link #votesNow} for whether it has one now
 * @param horizons other names it has for clients, if any were given
 */
public record MemberConfig(
    int id,
    String host,
    boolean arbiterOnly,
    boolean newlyAdded,
    boolean buildIndexes,
    boolean hidden,
    double priority,
    Map<String, String> tags,
    long secondaryDelaySecs,
    int votes,
    Optional<Document> horizons) {

  /** Whether its vote counts now: it has one and is not newly added. */
  public boolean votesNow() {
    return votes > 0 && !newlyAdded;
  }

  /** Whether it may become primary (newly added members may not). */
  public boolean electable() {
    return !arbiterOnly && priority > 0 && !newlyAdded;
  }

  /** Its host without the port. */
  public String hostName() {
    return host.substring(0, host.lastIndexOf(':'));
  }

  /** The same member with the vote that it waited for. */
  MemberConfig withNewlyAdded(boolean value) {
    return new MemberConfig(
        id,
        host,
        arbiterOnly,
        value,
        buildIndexes,
        hidden,
        priority,
        tags,
        secondaryDelaySecs,
        votes,
        horizons);
  }

  /** As {@code local.system.replset} holds it. */
  Document toStoredDocument() {
    return toDocument(newlyAdded);
  }

  /** As replSetGetConfig shows it. */
  Document toDocument() {
    return toDocument(false);
  }

  private Document toDocument(boolean showNewlyAdded) {
    Document document =
        new Document("_id", id).append("host", host).append("arbiterOnly", arbiterOnly);
    if (showNewlyAdded) {
      document.append("newlyAdded", true);
    }
    document
        .append("buildIndexes", buildIndexes)
        .append("hidden", hidden)
        .append("priority", priority)
        .append("tags", new Document(tags));
    horizons.ifPresent(names -> document.append("horizons", names.cloneDeeply()));
    return document.append("secondaryDelaySecs", secondaryDelaySecs).append("votes", votes);
  }
}
