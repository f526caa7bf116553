package io.setkeeper.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.setkeeper.sandbox.store.ResourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API server of a kubeconfig. Whatever it refuses is thrown as {@link ApiRefusal}. */
public final class Kube implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;

  private Kube(KubernetesClient client) {
    this.client = client;
  }

  /** Opens a client; nothing is asked yet. */
  public static Kube open(Path kubeconfig) {
    try {
      return open(Config.fromKubeconfig(Files.readString(kubeconfig)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with fabric8's settings. */
  static Kube open(Config config) {
    config.setRequestRetryBackoffLimit(0);
    return new Kube(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** fabric8's client, for those who need more than is here. */
  public KubernetesClient client() {
    return client;
  }

  /** The object, if there is one. */
  public Optional<ObjectNode> find(Ref ref) {
    return get(ref.path()).map(Trees::parse);
  }

  /** The objects of a kind in a namespace, by name. */
  public List<JsonNode> list(ResourceType type, String namespace) {
    String collection = Ref.to(type, namespace, "").collection();
    List<JsonNode> items =
        new ArrayList<>(
            get(collection).map(t -> Trees.items(Trees.parse(t), "items")).orElse(List.of()));
    items.sort(java.util.Comparator.comparing(Trees::name));
    return List.copyOf(items);
  }

  /** Creates an object. */
  public void create(Ref ref, JsonNode object) {
    send(ref.collection(), "POST", object.toString());
  }

  /**
   * Whether the server would create an object, all of it: it answers as if, and stores nothing. It
   * refuses fields that it does not know, as it does for kubectl, for it would drop them in
   * silence.
   */
  public void askToCreate(Ref ref, JsonNode object) {
    send(ref.collection() + "?dryRun=All&fieldValidation=Strict", "POST", object.toString());
  }

  /** Deletes an object; its controller may need a while. */
  public void delete(Ref ref) {
    send(ref.path(), "DELETE", "{}");
  }

  /**
   * Sets how many replicas there are to be, whatever else changes at the object meanwhile: its
   * controller writes its status all the time, and that is no reason to refuse. The uid stays a
   * condition: an object that was made anew is another one.
   */
  public void scale(Ref ref, int replicas) {
    String path = ref.path() + "/scale";
    ObjectNode scale =
        get(path)
            .map(Trees::parse)
            .orElseThrow(() -> new ApiRefusal(NOT_FOUND, ref + " not found"));
    scale.withObjectProperty("metadata").remove("resourceVersion");
    scale.withObjectProperty("spec").put("replicas", replicas);
    send(path, "PUT", scale.toString());
  }

  /** What a container has written so far. */
  public String logs(Ref pod, String container) {
    return get(pod.path() + "/log?container=" + container).orElse("");
  }

  private Optional<String> get(String path) {
    try {
      return Optional.ofNullable(client.raw(path));
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw ApiRefusal.of(e);
    }
  }

  private void send(String path, String method, String body) {
    try {
      client.raw(path, method, body);
    } catch (KubernetesClientException e) {
      throw ApiRefusal.of(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
