package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.replset.ConfigRules;
import io.setkeeper.standin.replset.ConfigVerdict;
import io.setkeeper.standin.replset.Elections;
import io.setkeeper.standin.replset.InitiateRequest;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.replset.Node;
import io.setkeeper.standin.replset.Progress;
import io.setkeeper.standin.replset.ReconfigRequest;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Walks through a recording and keeps the configs that the stand-in's rules make of its commands,
 * each version of them, and what the answers tell of who is primary.
 */
final class ConfigHistory {
  private static final ObjectId ANY_ID = new ObjectId();

  private final List<Line.Step> steps;
  private final ObjectId replicaSetId;
  private final TreeMap<Integer, ReplicaSetConfig> versions = new TreeMap<>();
  private final Map<String, Boolean> writable = new HashMap<>();
  private long term;
  private boolean defaultWriteConcernIsSet;

  ConfigHistory(Recording recording) {
    steps = recording.steps();
    replicaSetId =
        steps.stream()
            .flatMap(step -> config(step).stream())
            .map(config -> Get.id(Get.document(config, "settings"), "replicaSetId"))
            .findFirst()
            .orElse(ANY_ID);
  }

  /** What the rules say of this replSetInitiate. */
  ConfigVerdict initiate(Line.Step step) {
    Node node = new Node("rs0", ANY_ID, 0, Instant.EPOCH);
    ReplicaSetState state =
        versions.isEmpty()
            ? new ReplicaSetState.Uninitiated(node)
            : new ReplicaSetState.Removed(node, newest());
    Hosts hosts = new Hosts(step.node());
    Document config = Get.document(step.command(), step.name());
    return ConfigRules.initiate(
        state, new InitiateRequest(config, hosts.address(), hosts::isSelf, replicaSetId));
  }

  /** What the rules say of this replSetReconfig. */
  ConfigVerdict reconfigure(Line.Step step) {
    Node node = new Node("rs0", ANY_ID, 0, Instant.EPOCH);
    Document config = Get.document(step.command(), step.name());
    boolean force = Boolean.TRUE.equals(step.command().get("force"));
    Hosts hosts = new Hosts(step.node());
    return ConfigRules.reconfigure(
        member(step.node(), node),
        new ReconfigRequest(
            config, force, hosts::isSelf, defaultWriteConcernIsSet, forcedIncrement(step)));
  }

  /** The same, or uninitiated before there is a config. */
  ReplicaSetState state(String name, Node node) {
    return versions.isEmpty() ? new ReplicaSetState.Uninitiated(node) : member(name, node);
  }

  /** A state in which nothing matters but the config and whether this member is primary. */
  ReplicaSetState.Member member(String name, Node node) {
    boolean primary = writable.getOrDefault(name, false);
    Hosts hosts = new Hosts(name);
    MemberConfig self =
        newest().members().stream().filter(m -> hosts.isSelf(m.host())).findFirst().orElseThrow();
    MemberState state = primary ? MemberState.PRIMARY : MemberState.SECONDARY;
    return new ReplicaSetState.Member(
        node,
        newest(),
        self.id(),
        new ReplicaSetState.Role(
            state, primary, Optional.empty(), Optional.empty(), "", "", Optional.empty()),
        term,
        Progress.NONE,
        true,
        List.of(),
        Elections.NONE);
  }

  /** The config of that version, or nothing was ever made of it. */
  ReplicaSetConfig version(int version) {
    return Objects.requireNonNull(versions.get(version), () -> "no config version " + version);
  }

  /** The config that a member showed in its replSetGetStatus: which version, in which term. */
  ReplicaSetConfig config(Document status) {
    Document self =
        Get.documents(status, "members").stream()
            .filter(m -> m.containsKey("self"))
            .findFirst()
            .orElseThrow();
    ReplicaSetConfig config = version(Get.integer(self, "configVersion"));
    return config.inTerm(Get.integer(self, "configTerm"));
  }

  ReplicaSetConfig newest() {
    return versions.lastEntry().getValue();
  }

  /** Takes in what a step changed or told. */
  void take(Line.Step step) {
    Document answer = step.answer();
    if (!step.succeeded()) {
      return;
    }
    switch (step.name()) {
      case "replSetInitiate" -> accept(initiate(step));
      case "replSetReconfig" -> accept(reconfigure(step));
      case "setDefaultRWConcern" -> defaultWriteConcernIsSet = true;
      case "hello", "isMaster" -> takeHello(step.node(), answer);
      case "replSetGetStatus" -> takeStatus(step.node(), answer);
      case "replSetGetConfig" -> takeConfig(Get.document(answer, "config"));
      case "find" -> stored(step).ifPresent(s -> versions.put(version(s), fromStored(s)));
      default -> {
        // Tells nothing of the config.
      }
    }
  }

  private void accept(ConfigVerdict verdict) {
    if (verdict instanceof ConfigVerdict.Accepted(ReplicaSetConfig config)) {
      versions.put(config.version().version(), config);
    }
  }

  private void takeHello(String node, Document hello) {
    boolean primary =
        Boolean.TRUE.equals(hello.get("isWritablePrimary"))
            || Boolean.TRUE.equals(hello.get("ismaster"));
    writable.put(node, primary);
    if (hello.get("electionId") instanceof ObjectId id) {
      advance(Get.integer(hello, "setVersion"), RecordedStates.term(id));
    } else if (hello.get("setVersion") instanceof Integer version) {
      advance(version, term);
    }
  }

  private void takeStatus(String node, Document status) {
    writable.put(node, Integer.valueOf(1).equals(status.get("myState")));
    for (Document self : Get.documents(status, "members")) {
      if (self.containsKey("self")) {
        advance(Get.integer(self, "configVersion"), Get.number(status, "term"));
      }
    }
  }

  private void takeConfig(Document config) {
    advance(version(config), config.get("term") instanceof Integer t ? t : term);
  }

  /** Makes the reconfigs that a primary makes by itself: votes for the newly added, its term. */
  private void advance(int version, long newTerm) {
    term = Math.max(term, newTerm);
    while (newest().version().version() < version) {
      int due =
          newest().members().stream()
              .filter(MemberConfig::newlyAdded)
              .findFirst()
              .orElseThrow()
              .id();
      ReplicaSetConfig next = newest().withVoteOf(due, term);
      versions.put(next.version().version(), next);
    }
    versions.computeIfPresent(newest().version().version(), (_, config) -> config.inTerm(term));
  }

  private int forcedIncrement(Line.Step step) {
    int given = version(Get.document(step.command(), step.name()));
    int highest = Math.max(given, newest().version().version());
    return steps.stream()
        .filter(later -> later.number() > step.number() && later.succeeded())
        .flatMap(
            later ->
                later.answer().get("setVersion") instanceof Integer version
                    ? Stream.of(version)
                    : config(later).map(ConfigHistory::version).stream())
        .findFirst()
        .map(version -> version - highest)
        .orElse(10_000);
  }

  /** The config that a replSetGetConfig answered. */
  static Optional<Document> config(Line.Step step) {
    return Optional.ofNullable((Document) step.answer().get("config"));
  }

  /** The config that a look into local.system.replset showed. */
  static Optional<Document> stored(Line.Step step) {
    boolean isLook = "system.replset".equals(step.command().get("find")) && step.succeeded();
    return isLook
        ? Get.documents(Get.document(step.answer(), "cursor"), "firstBatch").stream().findFirst()
        : Optional.empty();
  }

  static ReplicaSetConfig fromStored(Document stored) {
    return ReplicaSetConfig.fromStored(stored);
  }

  static int version(Document config) {
    return Get.integer(config, "version");
  }
}
