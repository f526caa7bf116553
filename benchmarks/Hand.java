import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * A hand that does nothing else: grows a set whose keepers are paused. It looks every 100 ms, adds
 * whoever answers without a vote, and gives each its vote once it is SECONDARY. What it takes is
 * about what the mongods and the machine take.
 */
final class Hand {
  // No _id twice, though the keepers' growths come in between: they take the next ones.
  private static final int FIRST_ID = 10;
  private static final int IDS_A_ROUND = 4;
  private static final String PAUSED = "setkeeper.io/paused";

  private final Harness looks = new Harness(100);
  private final Path kubeconfig;
  private int nextId = FIRST_ID;

  Hand(Path kubeconfig) {
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
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(PAUSED, paused));
    }
  }

  /** Makes members with a vote of these pods, as they come. */
  void grow(Mongods mongods, List<String> newcomers) throws Exception {
    looks.await(
        "the newcomers' votes",
        () -> {
          Optional<Document> reply = mongods.config();
          return reply.isPresent() && isGrown(mongods, reply.get(), newcomers);
        });
    nextId += IDS_A_ROUND;
  }

  /** One step at most: a config is changed only where the one before it is committed. */
  private boolean isGrown(Mongods mongods, Document reply, List<String> newcomers)
      throws Exception {
    Document config = reply.get("config", Document.class);
    List<Document> members = new ArrayList<>(config.getList("members", Document.class));
    boolean grown =
        newcomers.stream().allMatch(pod -> in(members, pod).isPresent())
            && members.stream().allMatch(m -> m.getInteger("votes") == 1);
    if (grown || !reply.getBoolean("commitmentStatus", false)) {
      return grown;
    }
    boolean changed = false;
    for (String pod : newcomers) {
      if (in(members, pod).isEmpty() && mongods.answers(pod)) {
        members.add(newcomer(members, newcomers, pod));
        changed = true;
      }
    }
    if (!changed) {
      changed = giveOneItsVote(mongods, members);
    }
    if (changed) {
      config.append("members", members).append("version", config.getInteger("version") + 1);
      if (mongods.toPrimary(new Document("replSetReconfig", config)).isEmpty()) {
        System.err.println("  the primary did not take " + config.toJson());
      }
    }
    return false;
  }

  private static Optional<Document> in(List<Document> members, String pod) {
    return members.stream().filter(m -> m.getString("host").startsWith(pod + ".")).findFirst();
  }

  private Document newcomer(List<Document> members, List<String> newcomers, String pod) {
    String host = members.getFirst().getString("host").replaceFirst("^[^.]+", pod);
    return new Document("_id", nextId + newcomers.indexOf(pod))
        .append("host", host)
        .append("votes", 0)
        .append("priority", 0);
  }

  private boolean giveOneItsVote(Mongods mongods, List<Document> members) {
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
