package io.setkeeper.standin;

import io.setkeeper.standin.command.CommandTable;
import io.setkeeper.standin.member.Dbpath;
import io.setkeeper.standin.member.HostPort;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.wire.WireServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code mongod}, for machines that have none: takes its flags, ends with its exit codes. */
public final class StandIn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);

  /** mongod's exit codes. */
  private static final int BAD_OPTIONS = 2;

  private static final int NET_ERROR = 48;
  private static final int DATA_ERROR = 100;

  private final Dbpath dbpath;
  private final Member member;
  private final WireServer server;

  private StandIn(Dbpath dbpath, Member member, WireServer server) {
    this.dbpath = dbpath;
    this.member = member;
    this.server = server;
  }

  /** Why it can't start, and mongod's exit code for that. */
  static final class CannotStart extends Exception {
    private final int exitCode;

    CannotStart(int exitCode, String message, Throwable cause) {
      super(message, cause);
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** Runs until SIGTERM. */
  public static void main(String[] arguments) throws InterruptedException {
    rememberNoNames();
    try {
      var running = start(List.of(arguments));
      var ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> running.shutDown(ended), "shutdown"));
      ended.await();
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(e.exitCode());
    }
  }

  /**
   * As mongod does, asks for a name each time: a pod that was made anew has another address. The
   * JDK remembers addresses for 30 seconds, and for ten that a name did not resolve, for all
   * threads, also where the pod came a moment later or the thread was interrupted as it read the
   * hosts file. (sun.net.inetaddr.negative.ttl comes after what java.security has.)
   */
  private static void rememberNoNames() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /** Starts with this command line. */
  static StandIn start(List<String> arguments) throws CannotStart {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (Options.BadOption e) {
      throw new CannotStart(BAD_OPTIONS, String.valueOf(e.getMessage()), e);
    }
    var addresses = addresses(options);
    checkPorts(addresses, options.port());
    var dbpath = open(options);
    try {
      var setup =
          new Member.Setup(
              options.setName(), addresses, options.port(), defaultHost(addresses, options.port()));
      var member = Member.start(setup, dbpath);
      var server =
          WireServer.start(
              addresses.stream()
                  .map(address -> new InetSocketAddress(address, options.port()))
                  .toList(),
              new CommandTable(member, arguments));
      LOG.info("Waiting for connections on {} port {}", addresses, options.port());
      return new StandIn(dbpath, member, server);
    } catch (BindException e) {
      throw new CannotStart(NET_ERROR, "Failed to set up listener: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotStart(DATA_ERROR, "Cannot use the dbpath: " + e.getMessage(), e);
    }
  }

  private static List<InetAddress> addresses(Options options) throws CannotStart {
    var addresses = new ArrayList<InetAddress>();
    try {
      for (var name : options.bindTo()) {
        addresses.add(InetAddress.getByName(name));
      }
      if (addresses.isEmpty()) {
        addresses.add(InetAddress.getByName("0.0.0.0"));
      }
    } catch (UnknownHostException e) {
      throw new CannotStart(NET_ERROR, "Failed to set up listener: HostNotFound: " + e, e);
    }
    return addresses;
  }

  private static String defaultHost(List<InetAddress> addresses, int port) {
    var first = addresses.getFirst();
    var host =
        first.isAnyLocalAddress()
            ? Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost")
            : first.getHostAddress();
    return host + ":" + port;
  }

  /** Before anything is written: a second process on the same port must leave no trace. */
  private static void checkPorts(List<InetAddress> addresses, int port) throws CannotStart {
    for (var address : addresses) {
      for (int wanted : new int[] {port, port + HostPort.RAFT_OFFSET}) {
        try (var probe = new ServerSocket()) {
          probe.setReuseAddress(true);
          probe.bind(new InetSocketAddress(address, wanted));
        } catch (IOException e) {
          throw new CannotStart(
              NET_ERROR,
              "Failed to set up listener: SocketException: %s: %s:%d"
                  .formatted(e.getMessage(), address.getHostAddress(), wanted),
              e);
        }
      }
    }
  }

  private static Dbpath open(Options options) throws CannotStart {
    var folder = options.dbpath();
    if (!Files.isDirectory(folder)) {
      throw new CannotStart(
          DATA_ERROR,
          "NonExistentPath: Data directory %s not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file."
              .formatted(folder),
          new IOException());
    }
    try {
      return Dbpath.open(folder);
    } catch (Dbpath.InUse e) {
      throw new CannotStart(
          DATA_ERROR,
          e.getMessage()
              + " (Resource temporarily unavailable). Another mongod instance is already running on"
              + " the "
              + folder
              + " directory",
          e);
    } catch (IOException e) {
      throw new CannotStart(
          DATA_ERROR, "Attempted to create a lock file on a read-only directory: " + folder, e);
    }
  }

  private void shutDown(CountDownLatch ended) {
    LOG.info("Shutting down");
    try {
      member.stepDownForShutdown();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    close();
    ended.countDown();
    // The runtime would answer a signal with 143; mongod ends with 0.
    Runtime.getRuntime().halt(0);
  }

  /** Ends as a process that is killed does: nothing is handed over. */
  @Override
  public void close() {
    server.close();
    member.close();
    try {
      dbpath.close();
    } catch (IOException _) {
      // the lock goes with the process
    }
  }
}
