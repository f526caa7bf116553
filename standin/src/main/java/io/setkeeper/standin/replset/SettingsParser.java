package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code settings} of a config document; unknown ones are dropped, as mongod does. */
final class SettingsParser {
  /** What mongod takes where nothing is given. */
  static final ReplicaSetSettings DEFAULTS =
      new ReplicaSetSettings(
          true,
          2_000,
          10,
          10_000,
          -1,
          30_000,
          new Document(),
          new Document("w", 1).append("wtimeout", 0),
          Optional.empty());

  private boolean chainingAllowed = DEFAULTS.chainingAllowed();
  private int heartbeatIntervalMillis = DEFAULTS.heartbeatIntervalMillis();
  private int heartbeatTimeoutSecs = DEFAULTS.heartbeatTimeoutSecs();
  private int electionTimeoutMillis = DEFAULTS.electionTimeoutMillis();
  private int catchUpTimeoutMillis = DEFAULTS.catchUpTimeoutMillis();
  private int catchUpTakeoverDelayMillis = DEFAULTS.catchUpTakeoverDelayMillis();
  private Document getLastErrorModes = DEFAULTS.getLastErrorModes();
  private Optional<ObjectId> replicaSetId = Optional.empty();

  private SettingsParser() {}

  static ReplicaSetSettings parse(Document document) throws InvalidConfigException {
    SettingsParser parser = new SettingsParser();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      parser.read(new Field("ReplSetConfig.settings", entry.getKey(), entry.getValue()));
    }
    return parser.settings();
  }

  private void read(Field field) throws InvalidConfigException {
    switch (field.name()) {
      case "chainingAllowed" -> chainingAllowed = field.asBoolean();
      case "heartbeatIntervalMillis" -> heartbeatIntervalMillis = field.asPositiveInt();
      case "heartbeatTimeoutSecs" -> heartbeatTimeoutSecs = field.asPositiveInt();
      case "electionTimeoutMillis" -> electionTimeoutMillis = field.asPositiveInt();
      case "catchUpTimeoutMillis" -> catchUpTimeoutMillis = field.asInt(-1, Integer.MAX_VALUE);
      case "catchUpTakeoverDelayMillis" ->
          catchUpTakeoverDelayMillis = field.asInt(-1, Integer.MAX_VALUE);
      case "getLastErrorModes" -> getLastErrorModes = field.asDocument().cloneDeeply();
      case "getLastErrorDefaults" -> checkWriteConcern(field);
      case "replicaSetId" -> replicaSetId = Optional.of(field.asObjectId());
      default -> {
        // mongod ignores settings that it does not know.
      }
    }
  }

  /** From 5.0 on the default write concern is set by a command of its own. */
  private static void checkWriteConcern(Field field) throws InvalidConfigException {
    Document given = field.asDocument();
    boolean isDefault =
        isNumber(given.getOrDefault("w", 1), 1)
            && isNumber(given.getOrDefault("wtimeout", 0), 0)
            && !given.containsKey("j");
    if (!isDefault) {
      throw Field.invalid(
          "Failed to parse settings.getLastErrorDefaults: it must be { w: 1, wtimeout: 0 }; use the"
              + " setDefaultRWConcern command to set a cluster-wide write concern");
    }
  }

  private static boolean isNumber(Object value, int expected) {
    return value instanceof Number number && number.doubleValue() == expected;
  }

  private ReplicaSetSettings settings() {
    return new ReplicaSetSettings(
        chainingAllowed,
        heartbeatIntervalMillis,
        heartbeatTimeoutSecs,
        electionTimeoutMillis,
        catchUpTimeoutMillis,
        catchUpTakeoverDelayMillis,
        getLastErrorModes,
        DEFAULTS.getLastErrorDefaults().cloneDeeply(),
        replicaSetId);
  }
}
