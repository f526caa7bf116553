package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Optional;

/**
 * A replica-set config with all of mongod's defaults filled in.
 *
 * @param setName {@code _id}
 * @param version its version and term; the term is {@link ConfigVersion#NO_TERM} after a forced
 *     reconfig, and then missing in the document
 * @param members in the order in which they were given
 * @param writeConcernMajorityJournalDefault whether majority means on disk
 * @param settings the set's settings
 */
public record ReplicaSetConfig(
    String setName,
    ConfigVersion version,
    List<MemberConfig> members,
    boolean writeConcernMajorityJournalDefault,
    ReplicaSetSettings settings) {

  public ReplicaSetConfig {
    members = List.copyOf(members);
  }

  /**
   * A config that mongod's own rules made, read back from where it was stored.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ReplicaSetConfig fromStored(Document stored) {
    try {
      return ConfigParser.parse(stored, ConfigParser.Source.STORED);
    } catch (InvalidConfigException e) {
      throw new IllegalArgumentException("Not a stored config: " + e.getMessage(), e);
    }
  }

  /** The member with that {@code _id}. */
  public Optional<MemberConfig> member(int id) {
    return members.stream().filter(m -> m.id() == id).findFirst();
  }

  /** The member with that "name:port". */
  public Optional<MemberConfig> memberAt(String host) {
    return members.stream().filter(m -> m.host().equals(host)).findFirst();
  }

  /** How many have a vote now; newly added ones have none. */
  public int votingMembersCount() {
    return (int) members.stream().filter(MemberConfig::votesNow).count();
  }

  /** How many have a vote and hold data. */
  public int writableVotingMembersCount() {
    return (int) members.stream().filter(m -> m.votesNow() && !m.arbiterOnly()).count();
  }

  /** How many votes elect a primary. */
  public int majorityVoteCount() {
    return votingMembersCount() / 2 + 1;
  }

  /** How many data-bearing voters must hold a write for {@code w: "majority"}. */
  public int writeMajorityCount() {
    return Math.min(majorityVoteCount(), writableVotingMembersCount());
  }

  /**
   * Whether the implicit default write concern is "majority"; else {@code w: 1}, which is so where
   * arbiters leave no spare data-bearing voter.
   */
  public boolean implicitWriteConcernIsMajority() {
    boolean hasArbiters = members.stream().anyMatch(MemberConfig::arbiterOnly);
    return !hasArbiters || writableVotingMembersCount() > majorityVoteCount();
  }

  /** The same config in a new primary's term; one without a term stays so. */
  public ReplicaSetConfig inTerm(long term) {
    return version.term() == ConfigVersion.NO_TERM
        ? this
        : withVersion(new ConfigVersion(version.version(), term));
  }

  /** The next version, in which a newly added member has its vote. */
  public ReplicaSetConfig withVoteOf(int memberId, long term) {
    List<MemberConfig> voting =
        members.stream().map(m -> m.id() == memberId ? m.withNewlyAdded(false) : m).toList();
    return withMembers(voting).withVersion(new ConfigVersion(version.version() + 1, term));
  }

  ReplicaSetConfig withVersion(ConfigVersion newVersion) {
    return new ReplicaSetConfig(
        setName, newVersion, members, writeConcernMajorityJournalDefault, settings);
  }

  ReplicaSetConfig withMembers(List<MemberConfig> newMembers) {
    return new ReplicaSetConfig(
        setName, version, newMembers, writeConcernMajorityJournalDefault, settings);
  }

  ReplicaSetConfig withSettings(ReplicaSetSettings newSettings) {
    return new ReplicaSetConfig(
        setName, version, members, writeConcernMajorityJournalDefault, newSettings);
  }

  /** As replSetGetConfig shows it. */
  public Document toDocument() {
    return toDocument(members.stream().map(MemberConfig::toDocument).toList());
  }

  /** As {@code local.system.replset} holds it: with {@code newlyAdded}. */
  public Document toStoredDocument() {
    return toDocument(members.stream().map(MemberConfig::toStoredDocument).toList());
  }

  private Document toDocument(List<Document> memberDocuments) {
    Document document = new Document("_id", setName).append("version", version.version());
    if (version.term() != ConfigVersion.NO_TERM) {
      document.append("term", Math.toIntExact(version.term()));
    }
    return document
        .append("members", memberDocuments)
        .append("protocolVersion", 1L)
        .append("writeConcernMajorityJournalDefault", writeConcernMajorityJournalDefault)
        .append("settings", settings.toDocument());
  }
}
