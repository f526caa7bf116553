package io.setkeeper.sandbox;

import io.setkeeper.sandbox.api.ApiServer;
import io.setkeeper.sandbox.api.ApiServerSettings;
import io.setkeeper.sandbox.controller.Controllers;
import io.setkeeper.sandbox.controller.Recorder;
import io.setkeeper.sandbox.kinds.Bootstrap;
import io.setkeeper.sandbox.kinds.Cluster;
import io.setkeeper.sandbox.node.Credentials;
import io.setkeeper.sandbox.node.Node;
import io.setkeeper.sandbox.node.NodeSettings;
import io.setkeeper.sandbox.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running sandbox: Kubernetes of one machine over one folder. What is in the folder — objects,
 * volumes, addresses — is there again at the next start; pods are made anew by their controllers.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final int PORT = 6443;
  private static final long LOG_LIMIT = 10L * 1024 * 1024;

  private final Path state;
  private final URI apiServer;
  private final ObjectStore store;
  private final Deque<AutoCloseable> parts;

  private Sandbox(Path state, URI apiServer, ObjectStore store, Deque<AutoCloseable> parts) {
    this.state = state;
    this.apiServer = apiServer;
    this.store = store;
    this.parts = parts;
  }

  /**
   * Starts a sandbox. What a server that died left behind is ended first.
   *
   * @throws SandboxException it can't start; nothing is left running
   */
  public static Sandbox start(SandboxSettings settings) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return start(settings, parts);
    } catch (IOException e) {
      close(parts);
      throw StateFolder.unusable(settings.state(), e);
    } catch (UncheckedIOException e) {
      close(parts);
      throw StateFolder.unusable(settings.state(), new IOException(e.getMessage(), e));
    } catch (RuntimeException e) {
      close(parts);
      throw e;
    }
  }

  /**
   * Ends the processes that a server that died left behind in its folder.
   *
   * @throws SandboxException a server runs there, or the folder can't be used
   */
  public static void endLeftovers(Path state) {
    try (StateFolder folder = StateFolder.take(state)) {
      Node.endLeftovers(folder.path());
    } catch (IOException e) {
      throw StateFolder.unusable(state, e);
    }
  }

  private static Sandbox start(SandboxSettings settings, Deque<AutoCloseable> parts)
      throws IOException {
    StateFolder folder = StateFolder.take(settings.state());
    parts.push(folder);
    List<String> blocks = AddressBlocks.candidates(folder.path(), folder.lastBlock());
    AddressBlocks.check(blocks.getFirst());
    Served served = serve(settings, blocks, parts);
    ObjectStore store = served.store();
    ApiServer api = served.api();
    folder.note(api.uri(), served.block());
    Recorder recorder = new Recorder(store, settings.clock());
    Node node =
        Node.start(
            new NodeSettings(
                machine(),
                folder.path(),
                served.block(),
                api.uri(),
                settings.images(),
                credentials(api),
                LOG_LIMIT),
            store,
            recorder,
            settings.clock());
    parts.push(node);
    parts.push(
        Controllers.start(
            store,
            recorder,
            settings.clock(),
            folder.path().resolve("volumes"),
            api.caCertificate()));
    LOG.info("the sandbox of {} serves {}", folder.path(), api.uri());
    return new Sandbox(folder.path(), api.uri(), store, parts);
  }

  private record Served(String block, ObjectStore store, ApiServer api) {}

  /** Opens the store and serves it at the first block whose port is free. */
  private static Served serve(
      SandboxSettings settings, List<String> blocks, Deque<AutoCloseable> parts)
      throws IOException {
    Path state = settings.state();
    String block = freeBlock(blocks);
    Cluster cluster = Cluster.open(state, block, settings.clock());
    parts.push(cluster);
    ObjectStore store = cluster.store();
    Node.cleanUp(store, state);
    InetAddress address = AddressBlocks.address(block, 1);
    ApiServer api =
        ApiServer.start(new ApiServerSettings(state, address, PORT, settings.clock()), store);
    parts.push(api);
    Bootstrap.kubernetes(store, api.uri());
    DefaultClass.create(store);
    api.writeKubeconfig(state.resolve("kubeconfig"));
    return new Served(block, store, api);
  }

  private static String freeBlock(List<String> blocks) {
    return blocks.stream()
        .filter(block -> AddressBlocks.free(block, PORT))
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "port %d is in use at %s.1 and %d addresses after it: end the sandboxes that use them, or give another state folder"
                        .formatted(PORT, blocks.getFirst(), blocks.size() - 1)));
  }

  private static Credentials credentials(ApiServer api) {
    return new Credentials() {
      @Override
      public String token(String namespace, String serviceAccount) {
        return api.tokenFor(namespace, serviceAccount);
      }

      @Override
      public String certificate() {
        return api.caCertificate();
      }
    };
  }

  /** The machine's name, as Kubernetes allows it for a node. */
  private static String machine() {
    try {
      String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      return name.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?") ? name : "setkeeper";
    } catch (UnknownHostException e) {
      return "setkeeper";
    }
  }

  /** The file for kubectl and other clients. */
  public Path kubeconfig() {
    return state.resolve("kubeconfig");
  }

  /** Where the API server is reached. */
  public URI apiServer() {
    return apiServer;
  }

  /** Its objects, for those in the same process that follow them. */
  public ObjectStore store() {
    return store;
  }

  /** The state folder. */
  public Path state() {
    return state;
  }

  /** Ends all processes, each with its grace period, and the server. Objects and volumes stay. */
  @Override
  public void close() {
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.error("a part of the sandbox does not end", e);
      }
    }
  }
}
