import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * A perfect hand: grows a set whose keepers are paused, as one would who does nothing else. It
 * looks every 100 ms, adds whoever answers without a vote, and gives each its vote once it is
 * SECONDARY. What it takes on a machine is what that machine's mongods take there.
 */
final class Hand {
  private static final String PAUSED = "setkeeper.io/paused";

  private final Harness looks = new Harness(100);
  private final Mongods mongods;
  private final Path kubeconfig;
  private int lastId;

  Hand(Mongods mongods, Path kubeconfig) {
    this.mongods = mongods;
    this.kubeconfig = kubeconfig;
  }

  /** Whether the keepers only look on. */
  void pause(boolean paused) {
    try (KubernetesClient kubernetes =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build()) {
      kubernetes
          .apps()
          .statefulSets()
          .inNamespace("default")
          .withName("mongo")
          .edit(set -> annotated(set, String.valueOf(paused)));
    }
  }

  private static StatefulSet annotated(StatefulSet set, String paused) {
    Map<String, String> annotations =
        new HashMap<>(Optional.ofNullable(set.getMetadata().getAnnotations()).orElse(Map.of()));
    annotations.put(PAUSED, paused);
    set.getMetadata().setAnnotations(annotations);
    return set;
  }

  /** Makes members with a vote of these pods, as they come. */
  void grow(List<String> newcomers) throws Exception {
    looks.await(
        "the newcomers' votes",
        () -> {
          Optional<Document> reply = mongods.config();
          return reply.isPresent() && isGrown(reply.get(), newcomers);
        });
  }

  /** One step at most: a config is changed only where the one before it is committed. */
  private boolean isGrown(Document reply, List<String> newcomers) throws Exception {
    Document config = reply.get("config", Document.class);
    List<Document> members = new ArrayList<>(config.getList("members", Document.class));
    boolean all = newcomers.stream().allMatch(pod -> in(members, pod).isPresent());
    boolean vote = members.stream().allMatch(m -> m.getInteger("votes") == 1);
    if (!reply.getBoolean("commitmentStatus", false) || (all && vote)) {
      return all && vote;
    }
    boolean changed = false;
    for (String pod : newcomers) {
      if (in(members, pod).isEmpty() && mongods.answers(pod)) {
        members.add(newcomer(members, pod));
        changed = true;
      }
    }
    if (!changed) {
      changed = giveOneItsVote(members);
    }
    if (changed) {
      config.append("members", members).append("version", config.getInteger("version") + 1);
      mongods.toPrimary(new Document("replSetReconfig", config));
    }
    return false;
  }

  private static Optional<Document> in(List<Document> members, String pod) {
    return members.stream().filter(m -> m.getString("host").startsWith(pod + ".")).findFirst();
  }

  private Document newcomer(List<Document> members, String pod) {
    members.forEach(m -> lastId = Math.max(lastId, m.getInteger("_id")));
    String host = members.getFirst().getString("host").replaceFirst("^[^.]+", pod);
    return new Document("_id", ++lastId)
        .append("host", host)
        .append("votes", 0)
        .append("priority", 0);
  }

  private boolean giveOneItsVote(List<Document> members) {
    List<String> secondaries =
        mongods.toPrimary(new Document("replSetGetStatus", 1)).stream()
            .flatMap(status -> status.getList("members", Document.class).stream())
            .filter(m -> m.getString("stateStr").equals("SECONDARY"))
            .map(m -> m.getString("name"))
            .toList();
    for (Document member : members) {
      if (member.getInteger("votes") == 0 && secondaries.contains(member.getString("host"))) {
        member.append("votes", 1).append("priority", 1.0);
        return true;
      }
    }
    return false;
  }
}
