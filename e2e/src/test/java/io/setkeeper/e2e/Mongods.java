package io.setkeeper.e2e;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** Asks pods' mongods, each by itself, over the API server's port-forward. */
final class Mongods implements AutoCloseable {
  private static final int NOT_YET_INITIALIZED = 94;
  private static final int PORT = 27017;
  private static final int PATIENCE_SECONDS = 5;

  private final KubernetesClient client;
  private final Map<String, Way> open = new HashMap<>();

  /** To one pod as it was created once. */
  private record Way(LocalPortForward forward, MongoClient mongo) implements AutoCloseable {
    @Override
    public void close() {
      mongo.close();
      try {
        forward.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Mongods(KubernetesClient client) {
    this.client = client;
  }

  /** What this pod's mongod says; empty when it does not answer, or is in no set. */
  Optional<Seen> ask(Pod pod) {
    try {
      MongoDatabase admin = way(pod).mongo().getDatabase("admin");
      Document hello = admin.runCommand(new Document("isMaster", 1));
      Document config =
          admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
      Document status = admin.runCommand(new Document("replSetGetStatus", 1));
      return Optional.of(seen(pod, hello, config, status));
    } catch (MongoException | KubernetesClientException e) {
      forget(pod);
      return Optional.empty();
    }
  }

  /** Whether this pod's mongod answers that it has no config. */
  boolean isUninitiated(Pod pod) {
    try {
      Document ignored = run(pod, new Document("replSetGetStatus", 1));
      return false;
    } catch (MongoCommandException e) {
      return e.getErrorCode() == NOT_YET_INITIALIZED;
    } catch (MongoException | KubernetesClientException e) {
      forget(pod);
      return false;
    }
  }

  /** Runs a command on this pod's mongod. */
  Document run(Pod pod, Document command) {
    return way(pod).mongo().getDatabase("admin").runCommand(command);
  }

  private Way way(Pod pod) {
    return open.computeIfAbsent(pod.getMetadata().getUid(), uid -> open(pod));
  }

  private Way open(Pod pod) {
    LocalPortForward forward = client.pods().resource(pod).portForward(PORT);
    String address = "127.0.0.1:" + forward.getLocalPort();
    MongoClient mongo =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(
                    new ConnectionString("mongodb://%s/?directConnection=true".formatted(address)))
                .applyToClusterSettings(
                    c -> c.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(
                    s ->
                        s.connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .readTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .build());
    return new Way(forward, mongo);
  }

  private void forget(Pod pod) {
    Way way = open.remove(pod.getMetadata().getUid());
    if (way != null) {
      way.close();
    }
  }

  private static Seen seen(Pod pod, Document hello, Document config, Document status) {
    Map<String, Document> states =
        status.getList("members", Document.class).stream()
            .collect(Collectors.toMap(m -> m.getString("name"), Function.identity()));
    List<Seen.Member> members =
        config.getList("members", Document.class).stream()
            .map(m -> member(m, states.getOrDefault(m.getString("host"), new Document())))
            .toList();
    return new Seen(
        pod.getMetadata().getName(),
        hello.getBoolean("ismaster", false),
        number(config, "term"),
        number(config, "version"),
        String.valueOf(config.get("settings", new Document()).get("replicaSetId")),
        members);
  }

  private static Seen.Member member(Document member, Document state) {
    return new Seen.Member(
        member.getString("host"),
        (int) number(member, "_id"),
        (int) number(member, "votes"),
        member.get("priority") instanceof Number priority ? priority.doubleValue() : 1,
        String.valueOf(state.get("stateStr")));
  }

  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : -1;
  }

  @Override
  public void close() {
    open.values().forEach(Way::close);
    open.clear();
  }
}
