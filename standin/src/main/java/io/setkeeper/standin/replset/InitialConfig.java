package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.INVALID_REPLICA_SET_CONFIG;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** The rules of a set's first config. */
final class InitialConfig {
  private static final long INITIAL_TERM = 0;

  private InitialConfig() {}

  /** The config to parse: the given one, or the default one where none was given. */
  static Document complete(String setName, InitiateRequest request) {
    if (request.config().isEmpty()) {
      Document self = new Document("_id", 0).append("host", request.defaultHost());
      return new Document("_id", setName).append("version", 1).append("members", List.of(self));
    }
    Document given = new Document(request.config());
    given.putIfAbsent("version", 1);
    return given;
  }

  static ReplicaSetConfig check(ReplicaSetConfig parsed, String setName, InitiateRequest request)
      throws InvalidConfigException {
    if (!parsed.setName().equals(setName)) {
      throw invalid(
          "Rejecting initiate with a set name that differs from command line set name, initiate"
              + " set name: "
              + parsed.setName()
              + ", command line set name: "
              + setName);
    }
    if (parsed.settings().replicaSetId().isPresent()) {
      throw invalid(
          "replica set configuration cannot contain 'replicaSetId' field when called from"
              + " replSetInitiate: "
              + ShellText.of(request.config()));
    }
    if (parsed.members().stream().anyMatch(MemberConfig::newlyAdded)) {
      throw invalid("Initial config cannot contain members with the 'newlyAdded' field");
    }
    int version = parsed.version().version();
    if (version != 1) {
      throw invalid(
          "Configuration used to initiate a replica set must have version 1, but found " + version);
    }
    ReplicaSetConfig config =
        parsed
            .withVersion(new ConfigVersion(version, INITIAL_TERM))
            .withSettings(parsed.settings().withReplicaSetId(request.replicaSetId()));
    WholeConfigRules.check(config, INVALID_REPLICA_SET_CONFIG);
    SelfInConfig.findElectable(config, request.isSelf(), INVALID_REPLICA_SET_CONFIG);
    return config;
  }

  private static InvalidConfigException invalid(String message) {
    return new InvalidConfigException(INVALID_REPLICA_SET_CONFIG, message);
  }
}
