package io.setkeeper.cli.explain;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Quorum;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An account as JSON; its fields are a contract with scripts. What is not known is null. */
public final class ExplainJson {
  private ExplainJson() {}

  /** One object. */
  public static ObjectNode of(Account account) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("set", account.setName());
    json.put("namespace", account.namespace());
    json.put("place", account.place());
    json.put("at", account.at().toString());
    ObjectNode statefulSet = json.putObject("statefulSet");
    statefulSet.put("name", account.statefulSet());
    statefulSet.put("paused", account.paused());
    statefulSet.put("state", Words.of(account.snapshot().statefulSet()));
    json.put("record", Words.of(account.snapshot().record()));
    json.put("lease", Words.of(account.snapshot().lease(), account.at()));
    ArrayNode pods = json.putArray("pods");
    account.snapshot().pods().forEach(pod -> put(pods.addObject(), account, pod));
    config(json, account);
    ArrayNode wanted = json.putArray("wanted");
    account
        .explanation()
        .endState()
        .ifPresent(
            end ->
                end.members()
                    .forEach(
                        member ->
                            put(wanted.addObject(), member.member()).put("why", member.why())));
    put(json.putArray("toTheEnd"), account.explanation().toTheEnd());
    next(json.putObject("next"), account);
    return json;
  }

  private static void put(ObjectNode json, Account account, Pod pod) {
    json.put("name", pod.name());
    json.put("state", Words.of(pod));
    put(json, "address", pod.address());
    json.put("answer", Words.of(account.snapshot().mongod(pod.name())));
  }

  private static void config(ObjectNode json, Account account) {
    Optional<ReplicaSetConfig> config = account.config();
    if (config.isEmpty()) {
      json.putNull("config");
      return;
    }
    ObjectNode node = json.putObject("config");
    node.put("term", config.get().version().term());
    node.put("version", config.get().version().version());
    ArrayNode members = node.putArray("members");
    for (Member member : config.get().members()) {
      ObjectNode written = put(members.addObject(), member);
      put(written, "pod", account.pod(member).map(Pod::name));
      written.put("namedByAddress", account.isNamedByAddress(member));
      put(
          written,
          "state",
          account
              .seen()
              .flatMap(in -> in.peer(member.id()))
              .filter(PeerView::healthy)
              .map(peer -> peer.state().name()));
    }
  }

  private static ObjectNode put(ObjectNode json, Member member) {
    return json.put("id", member.id())
        .put("host", member.host().toString())
        .put("votes", member.votes())
        .put("priority", member.priority());
  }

  private static void next(ObjectNode json, Account account) {
    put(json, "keeper", Optional.of(account.snapshot().self()).filter(self -> !self.isEmpty()));
    json.put("kind", kind(account.explanation().decision()));
    json.put("what", account.reason().what());
    json.put("why", account.reason().why());
    json.put("rule", account.reason().rule());
    put(json.putArray("diff"), account.explanation().diff());
    put(json, "quorumBefore", account.before());
    put(json, "quorumAfter", account.after().or(account::before));
  }

  private static String kind(Decision decision) {
    return switch (decision) {
      case Decision.Act _ -> "act";
      case Decision.LookAgain _ -> "look-again";
      case Decision.Wait _ -> "wait";
      case Decision.Refuse _ -> "refuse";
      case Decision.Rest _ -> "rest";
    };
  }

  private static void put(ArrayNode array, List<String> lines) {
    lines.forEach(array::add);
  }

  private static void put(ObjectNode json, String field, Optional<?> value) {
    switch (value.orElse(null)) {
      case null -> json.putNull(field);
      case Quorum quorum ->
          json.putObject(field)
              .put("voters", quorum.voters())
              .put("healthy", quorum.healthy())
              .put("majority", quorum.majority());
      case Object other -> json.put(field, other.toString());
    }
  }
}
