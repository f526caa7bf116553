package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a config document, fills in mongod's defaults, and refuses what mongod does not know. */
final class ConfigParser {
  private static final String STRUCT = "ReplSetConfig";

  /** Where a config document comes from. */
  enum Source {
    /** A user's command, which may not mark members as newly added. */
    COMMAND,
    /** The member's own disk or another member. */
    STORED
  }

  private String setName = "";
  private int version;
  private long term = ConfigVersion.NO_TERM;
  private final List<MemberConfig> members = new ArrayList<>();
  private boolean journalDefault = true;
  private ReplicaSetSettings settings = SettingsParser.DEFAULTS;

  private ConfigParser() {}

  static ReplicaSetConfig parse(Document document, Source source) throws InvalidConfigException {
    ConfigParser parser = new ConfigParser();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      Field field = new Field(STRUCT, entry.getKey(), entry.getValue());
      parser.read(field, source);
      seen.add(field.name());
    }
    for (String required : List.of("_id", "version", "members")) {
      if (!seen.contains(required)) {
        throw Field.missing(STRUCT, required);
      }
    }
    return new ReplicaSetConfig(
        parser.setName,
        new ConfigVersion(parser.version, parser.term),
        parser.members,
        parser.journalDefault,
        parser.settings);
  }

  private void read(Field field, Source source) throws InvalidConfigException {
    switch (field.name()) {
      case "_id" -> setName = field.asString();
      case "version" -> version = field.asPositiveInt();
      case "term" -> term = field.asInt(-1, Integer.MAX_VALUE);
      case "members" -> readMembers(field.asList(), source);
      case "configsvr" -> refuseConfigServer(field);
      case "protocolVersion" -> field.asInt(1, 1);
      case "writeConcernMajorityJournalDefault" -> journalDefault = field.asBoolean();
      case "settings" -> settings = SettingsParser.parse(field.asDocument());
      default -> throw field.unknown();
    }
  }

  private void readMembers(List<?> documents, Source source) throws InvalidConfigException {
    for (int i = 0; i < documents.size(); i++) {
      Field element = new Field(STRUCT, "members." + i, documents.get(i));
      members.add(MemberParser.parse(element.asDocument(), source));
    }
  }

  private static void refuseConfigServer(Field field) throws InvalidConfigException {
    if (field.asBoolean()) {
      throw Field.invalid(
          "Nodes being used for config servers must be started with the --configsvr flag");
    }
  }
}
