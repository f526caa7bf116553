package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.setkeeper.core.port.Outcome;
import java.time.Duration;
import java.util.Map;

/** The keeper's own pod, the only one that it labels and annotates. */
public final class OwnPod {
  /** The member's role: a Service that selects {@code primary} follows the primary. */
  public static final String ROLE = "setkeeper.io/role";

  /** What the keeper does or waits for. */
  public static final String DECISION = "setkeeper.io/decision";

  /** Why. */
  public static final String REASON = "setkeeper.io/reason";

  private final Api api;
  private final String name;

  public OwnPod(KubernetesClient client, String namespace, String name) {
    this.api = new Api(client, namespace);
    this.name = name;
  }

  /** Whether the pod is being deleted, as the API server has it now. */
  public sealed interface Fate {
    /** It is not. */
    record Stays() implements Fate {}

    /**
     * It is, or it is gone.
     *
     * @param grace the time that it is given
     */
    record Ends(Duration grace) implements Fate {}

    /** The API server did not tell. */
    record Unknown(String why) implements Fate {}
  }

  /** Asks the API server: a watch may be behind. */
  public Fate fate() {
    try {
      return api.get(Kind.POD, name)
          .map(pod -> Translation.grace(pod).<Fate>map(Fate.Ends::new).orElseGet(Fate.Stays::new))
          .orElseGet(() -> new Fate.Ends(Duration.ZERO));
    } catch (Refusal e) {
      return new Fate.Unknown(e.words());
    }
  }

  /** Writes role, decision and reason on the pod. */
  public Outcome tell(String role, String decision, String reason) {
    try {
      api.merge(
          Kind.POD,
          name,
          Map.of(
              "metadata",
              Map.of(
                  "labels",
                  Map.of(ROLE, role),
                  "annotations",
                  Map.of(DECISION, decision, REASON, reason))));
      return new Outcome.Done();
    } catch (Refusal e) {
      return e.outcome();
    }
  }
}
