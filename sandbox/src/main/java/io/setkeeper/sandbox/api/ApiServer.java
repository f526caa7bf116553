package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The API server of a sandbox, running from {@link #start} to {@link #close}. */
public final class ApiServer implements AutoCloseable {
  /** Who the kubeconfig is for. */
  private static final String ADMIN = "setkeeper-admin";

  private static final int PLATFORM_THREADS = 6;
  private final Server server;
  private final ExecutorService requests;
  private final URI uri;
  private final Certificates certificates;
  private final Tokens tokens;

  private ApiServer(
      Server server, ExecutorService requests, URI uri, Certificates certificates, Tokens tokens) {
    this.server = server;
    this.requests = requests;
    this.uri = uri;
    this.certificates = certificates;
    this.tokens = tokens;
  }

  /**
   * Starts to serve.
   *
   * @param store the objects; stays the caller's
   * @throws IOException the port is in use or the state folder can't be written; the message is for
   *     a person
   */
  public static ApiServer start(ApiServerSettings settings, ObjectStore store) throws IOException {
    Path pki = settings.state().resolve("pki");
    Certificates certificates;
    try {
      certificates = Certificates.in(pki, settings.address(), settings.clock());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the keys in " + pki + ": delete the folder", e);
    }
    Tokens tokens = Tokens.in(pki);
    ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    Server server = new Server(threads(requests));
    ServerConnector connector = connector(server, certificates);
    connector.setHost(settings.address().getHostAddress());
    connector.setPort(settings.port());
    server.addConnector(connector);
    server.setHandler(ApiHandler.of(store, tokens, settings, PortForwards.sockets(server)));
    listen(server, connector, settings);
    URI uri =
        URI.create(
            "https://%s:%d"
                .formatted(settings.address().getHostAddress(), connector.getLocalPort()));
    return new ApiServer(server, requests, uri, certificates, tokens);
  }

  private static void listen(Server server, ServerConnector connector, ApiServerSettings settings)
      throws IOException {
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on %s:%d, it is in use or not an address of this machine (%s)"
              .formatted(
                  settings.address().getHostAddress(), settings.port(), rootOf(e).getMessage()),
          e);
    }
    try {
      server.start();
    } catch (Exception e) {
      connector.close();
      throw new IOException("the API server does not start: " + e, e);
    }
  }

  private static Throwable rootOf(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : rootOf(cause);
  }

  /** A few platform threads for the sockets; what blocks runs on virtual ones. */
  private static QueuedThreadPool threads(ExecutorService requests) {
    QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
    threads.setName("api-server");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(requests);
    return threads;
  }

  private static ServerConnector connector(Server server, Certificates certificates) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(certificates.keys());
    tls.setKeyStorePassword(certificates.password());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // Clients in the sandbox name the server in many ways, and some by address alone.
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            AbstractConnectionFactory.getFactories(tls, new HttpConnectionFactory(http)));
    // A watch may be silent for as long as nothing happens.
    connector.setIdleTimeout(0);
    return connector;
  }

  /** Where it is reached, e.g. {@code https://127.1.2.1:6443}. */
  public URI uri() {
    return uri;
  }

  /** The certificate in PEM that clients trust. */
  public String caCertificate() {
    try {
      return certificates.authority();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bearer token for a service account; the same each time. The account need not be there. */
  public String tokenFor(String namespace, String serviceAccount) {
    return tokens.tokenOf("system:serviceaccount:" + namespace + ":" + serviceAccount);
  }

  /** Writes a file for kubectl and other clients; only its owner can read it. */
  public void writeKubeconfig(Path file) throws IOException {
    String authority =
        Base64.getEncoder().encodeToString(caCertificate().getBytes(StandardCharsets.UTF_8));
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: setkeeper
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: setkeeper
          user:
            token: %s
        contexts:
        - name: setkeeper
          context:
            cluster: setkeeper
            user: setkeeper
            namespace: default
        current-context: setkeeper
        """
            .formatted(uri, authority, tokens.tokenOf(ADMIN));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Ends all requests and watches, and stops. */
  @Override
  public void close() {
    // Interrupts those who wait: watches and followed logs.
    requests.shutdownNow();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the API server does not stop", e);
    }
  }
}
