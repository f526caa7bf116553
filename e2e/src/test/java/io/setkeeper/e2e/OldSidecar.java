package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.Document;

/**
 * Forms a set as cvallance/mongo-k8s-sidecar does: initiates the first pod without a config,
 * renames it, and adds the others with a vote each. Its Docker image can't be had here, its
 * commands can.
 */
final class OldSidecar {
  private final MongoSet set;
  private final Function<Pod, String> address;

  private OldSidecar(MongoSet set, Function<Pod, String> address) {
    this.set = set;
    this.address = address;
  }

  /** It was told KUBERNETES_MONGO_SERVICE_NAME. */
  static OldSidecar byNames(MongoSet set) {
    return new OldSidecar(
        set,
        pod ->
            "%s.%s.%s.svc.cluster.local:27017"
                .formatted(pod.getMetadata().getName(), set.name(), set.namespace()));
  }

  /** It was not. */
  static OldSidecar byAddresses(MongoSet set) {
    return new OldSidecar(set, pod -> pod.getStatus().getPodIP() + ":27017");
  }

  /**
   * Forms the set.
   *
   * @param ids the {@code _id} of each pod's member, the first being 0: an eviction leaves a gap
   */
  void form(List<Integer> ids) {
    Pod first = set.pod(set.name() + "-0");
    Document ignored = set.mongods().run(first, new Document("replSetInitiate", new Document()));
    change(members -> members.getFirst().put("host", address.apply(first)));
    for (int ordinal = 1; ordinal < ids.size(); ordinal++) {
      String host = address.apply(set.pod(set.name() + "-" + ordinal));
      Document member = new Document("_id", ids.get(ordinal)).append("host", host);
      change(members -> add(members, member));
    }
  }

  /** Adds a member, unless one with its host is there. */
  static void add(List<Document> members, Document member) {
    if (members.stream()
        .noneMatch(there -> Objects.equals(there.get("host"), member.get("host")))) {
      members.add(member);
    }
  }

  /**
   * One reconfig, by whoever was before Setkeeper, at whoever is primary then.
   *
   * @param how may be asked for again: an answer that is lost says nothing of the deed
   */
  void change(Consumer<List<Document>> how) {
    MongoSet.patiently("a reconfig of the set")
        .ignoreExceptionsInstanceOf(com.mongodb.MongoException.class)
        .until(
            () -> {
              Pod primary = set.pod(set.primary());
              Document config =
                  set.mongods()
                      .run(primary, new Document("replSetGetConfig", 1))
                      .get("config", Document.class);
              List<Document> members = new ArrayList<>(config.getList("members", Document.class));
              how.accept(members);
              config.put("members", members);
              config.put("version", (int) Mongods.number(config, "version") + 1);
              Document done = set.mongods().run(primary, new Document("replSetReconfig", config));
              return Mongods.number(done, "ok") == 1;
            });
  }

  /** What a person types before the containers are swapped: a member's name in place of its IP. */
  void rename(Pod pod, String name) {
    String old = address.apply(pod);
    change(
        members ->
            members.stream()
                .filter(m -> m.getString("host").equals(old))
                .forEach(m -> m.put("host", name)));
  }
}
