package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.replset.ConfigRules;
import io.setkeeper.standin.replset.ConfigVerdict;
import io.setkeeper.standin.replset.InitiateRequest;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.store.Fields;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** replSetInitiate: the first config, once every member it names was asked and is empty. */
final class Initiation {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Member member;

  Initiation(Member member) {
    this.member = member;
  }

  Document run(Document command) throws InterruptedException {
    var given =
        Fields.find(command, command.keySet().iterator().next(), Document.class)
            .orElseGet(Document::new);
    var setup = member.setup();
    var request = new InitiateRequest(given, setup.defaultHost(), member::isSelf, replicaSetId());
    return switch (ConfigRules.initiate(member.state(), request)) {
      case ConfigVerdict.Refused(var refusal) -> Replies.refused(member.state(), refusal);
      case ConfigVerdict.Accepted(var config) -> {
        var refused = found(config);
        yield refused.orElseGet(
            () ->
                given.isEmpty() ? Replies.initiatedWithDefault(setup.defaultHost()) : Replies.ok());
      }
    };
  }

  /** As drivers make ids: the time first. */
  private static ObjectId replicaSetId() {
    byte[] bytes = new ObjectId().toByteArray().clone();
    int seconds = (int) Instant.now().getEpochSecond();
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (seconds >> (24 - 8 * i));
    }
    return new ObjectId(bytes);
  }

  private Optional<Document> found(ReplicaSetConfig config) throws InterruptedException {
    Map<String, String> nodes = new HashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (MemberConfig other : config.members()) {
      if (member.isSelf(other.host())) {
        nodes.put(other.host(), member.dbpath().node());
      } else {
        ask(other.host(), nodes, failures);
      }
    }
    var refusal = ConfigRules.quorum(failures);
    if (refusal.isPresent()) {
      return Optional.of(Replies.refused(member.state(), refusal.get()));
    }
    var group = Group.first(config, Grouping.founders(config, nodes));
    member.known().install(config, group, true);
    return Optional.empty();
  }

  private void ask(String host, Map<String, String> nodes, Map<String, String> failures)
      throws InterruptedException {
    var command = new Document("replSetHeartbeat", member.setup().setName()).append("$db", "admin");
    try (var client = PeerClient.connect(host, PATIENCE, () -> {})) {
      var reply = client.run(command, PATIENCE);
      var report = Fields.find(reply, "report", Document.class).map(Report::fromDocument);
      if (!Fields.isTrue(reply, "ok") || report.isEmpty()) {
        failures.put(host, String.valueOf(reply.get("errmsg")));
      } else if (report.get().version() != -2 || report.get().hasData()) {
        failures.put(host, "'%s' has data already, cannot initiate set.".formatted(host));
      } else {
        nodes.put(host, report.get().node());
      }
    } catch (IOException e) {
      failures.put(host, String.valueOf(e.getMessage()));
    }
  }
}
