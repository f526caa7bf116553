package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.controller.Recorder;
import io.setkeeper.sandbox.kinds.Bootstrap;
import io.setkeeper.sandbox.kinds.Cluster;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Selector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A node and the objects it works on, without API server and controllers. */
final class TestNode implements AutoCloseable {
  static final String BLOCK = "127.79.1";

  /** Runs what the container's command says. */
  private record AnyProgram() implements Image {
    @Override
    public String name() {
      return "any";
    }

    @Override
    public boolean matches(String image) {
      return image.equals("any");
    }

    @Override
    public Launch launch(ContainerRequest request) {
      return new Launch(
          Launch.Kind.NATIVE,
          request.command(),
          request.environment(),
          List.of(request.folder()),
          List.of());
    }
  }

  private record NoCredentials() implements Credentials {
    @Override
    public String token(String namespace, String serviceAccount) {
      return "token of " + serviceAccount;
    }

    @Override
    public String certificate() {
      return "certificate";
    }
  }

  private final Path state;
  private final Cluster cluster;
  private final Node node;

  TestNode(Path state) throws IOException {
    this.state = state;
    URI api = URI.create("https://" + BLOCK + ".1:6443");
    cluster = Cluster.open(state, BLOCK, Clock.systemUTC());
    Bootstrap.kubernetes(cluster.store(), api);
    node =
        Node.start(
            new NodeSettings(
                "here",
                state,
                BLOCK,
                api,
                List.of(new AnyProgram()),
                new NoCredentials(),
                1_000_000),
            cluster.store(),
            new Recorder(cluster.store(), Clock.systemUTC()),
            Clock.systemUTC());
  }

  ObjectStore store() {
    return cluster.store();
  }

  /** Creates pod {@code p} whose container {@code c} runs a script; with more of the container. */
  void run(String script, String container) {
    pod("restartPolicy: Always", script, container);
  }

  void pod(String spec, String script, String container) {
    ObjectNode pod =
        Yaml.parse(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: default}
            spec:
              terminationGracePeriodSeconds: 5
              containers:
              - {name: c, image: any}
            """);
    Json.with(pod, "spec").setAll(Yaml.parse("{" + spec + "}"));
    ObjectNode one = (ObjectNode) pod.at("/spec/containers/0");
    Json.list(one, "command").add("/bin/sh").add("-c").add(script);
    one.setAll(Yaml.parse("{" + container + "}"));
    store().create(Kinds.POD, pod);
  }

  void delete() {
    store().delete(Kinds.POD, "default", "p", DeleteOptions.DEFAULT);
  }

  Optional<ObjectNode> pod() {
    return store().find(Kinds.POD, "default", "p");
  }

  /** What a JSON pointer finds in the pod; empty where there is none. */
  String at(String pointer) {
    return pod().map(pod -> pod.at(pointer).asString("")).orElse("");
  }

  String container(String pointer) {
    return at("/status/containerStatuses/0" + pointer);
  }

  long pid() {
    return Long.parseLong(container("/containerID").substring("process://".length()));
  }

  List<String> events(String reason) {
    return store().list(Kinds.EVENT, "default", Selector.ALL).items().stream()
        .filter(event -> Json.text(event, "reason").equals(reason))
        .map(event -> Json.text(event, "message"))
        .toList();
  }

  Path folder() {
    return state.resolve("pods/default/p");
  }

  Path log() {
    return folder().resolve("c/log");
  }

  @Override
  public void close() {
    node.close();
    cluster.close();
  }
}
