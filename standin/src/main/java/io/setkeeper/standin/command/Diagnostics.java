package io.setkeeper.standin.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.setkeeper.standin.member.Member;
import io.setkeeper.standin.replset.MongoError;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.wire.Request;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Commands that tell of the process. */
final class Diagnostics {
  private static final String VERSION = "5.0.7";

  private final Member member;
  private final List<String> arguments;
  private final Instant started = Instant.now();

  Diagnostics(Member member, List<String> arguments) {
    this.member = member;
    this.arguments = arguments;
  }

  /** The reply, if it is one of these commands. */
  Optional<Document> answer(Request request) {
    var command = request.body();
    var reply =
        switch (request.name().toLowerCase(Locale.ROOT)) {
          case "ping", "endsessions", "refreshsessions", "killsessions", "killallsessions" ->
              new Document();
          case "buildinfo" -> buildInfo();
          case "whatsmyuri" -> new Document("you", address(request));
          case "getlog" -> log(String.valueOf(command.get(request.name())));
          case "getparameter" -> parameter(command);
          case "hostinfo" -> hostInfo();
          case "getcmdlineopts" -> new Document("argv", arguments).append("parsed", new Document());
          case "serverstatus" -> serverStatus();
          case "connectionstatus" ->
              new Document(
                  "authInfo",
                  new Document("authenticatedUsers", List.of())
                      .append("authenticatedUserRoles", List.of()));
          case "startsession" -> session();
          case "getfreemonitoringstatus" -> new Document("state", "disabled");
          default -> null;
        };
    return Optional.ofNullable(reply).map(found -> found.append("ok", 1.0));
  }

  private static String address(Request request) {
    return request.channel().remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress() + ":" + remote.getPort()
        : "";
  }

  private static Document buildInfo() {
    return new Document("version", VERSION)
        .append("gitVersion", "setkeeper-standin")
        .append("modules", List.of())
        .append("allocator", "system")
        .append("javascriptEngine", "none")
        .append("sysInfo", "deprecated")
        .append("versionArray", List.of(5, 0, 7, 0))
        .append("openssl", new Document("running", "disabled").append("compiled", "disabled"))
        .append("buildEnvironment", new Document())
        .append("bits", 64)
        .append("debug", false)
        .append("maxBsonObjectSize", 16 * 1024 * 1024)
        .append("storageEngines", List.of("setkeeperStandIn"));
  }

  private static Document log(String which) {
    return switch (which) {
      case "*" -> new Document("names", List.of("global", "startupWarnings"));
      case "global", "startupWarnings" ->
          new Document("totalLinesWritten", 0).append("log", List.of());
      default -> throw new MongoServerError(96, "OperationFailed", "No log named '" + which + "'");
    };
  }

  private Document parameter(Document command) {
    if (!command.containsKey("featureCompatibilityVersion")) {
      throw new MongoServerError(72, "InvalidOptions", "no option found to get");
    }
    if (member.state() instanceof ReplicaSetState.Uninitiated) {
      throw new MongoServerError(
          MongoError.UNKNOWN_FEATURE_COMPATIBILITY_VERSION.code(),
          MongoError.UNKNOWN_FEATURE_COMPATIBILITY_VERSION.codeName(),
          "featureCompatibilityVersion is not yet known.");
    }
    return new Document("featureCompatibilityVersion", new Document("version", "5.0"));
  }

  private static Document hostInfo() {
    return new Document(
            "system",
            new Document("currentTime", Instant.now())
                .append("hostname", hostname())
                .append("cpuAddrSize", 64)
                .append("numCores", Runtime.getRuntime().availableProcessors())
                .append("cpuArch", System.getProperty("os.arch")))
        .append(
            "os",
            new Document("type", System.getProperty("os.name"))
                .append("name", System.getProperty("os.name"))
                .append("version", System.getProperty("os.version")))
        .append("extra", new Document());
  }

  private static String hostname() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
  }

  private Document serverStatus() {
    long millis = Instant.now().toEpochMilli() - started.toEpochMilli();
    var runtime = Runtime.getRuntime();
    int used = (int) ((runtime.totalMemory() - runtime.freeMemory()) >> 20);
    return new Document("host", hostname())
        .append("version", VERSION)
        .append("process", "mongod")
        .append("pid", ProcessHandle.current().pid())
        .append("uptime", millis / 1_000.0)
        .append("uptimeMillis", millis)
        .append("uptimeEstimate", millis / 1_000)
        .append("localTime", Instant.now())
        .append("mem", new Document("bits", 64).append("resident", used).append("supported", true))
        .append(
            "storageEngine", new Document("name", "setkeeperStandIn").append("persistent", true))
        .append("catalogStats", catalogStats())
        .append("repl", new Document("setName", member.setup().setName()));
  }

  /** What tells a member without data before it is initiated, when listDatabases is refused. */
  private Document catalogStats() {
    return new Document("collections", member.store().userCollections())
        .append("capped", 0)
        .append("timeseries", 0)
        .append("views", 0)
        .append("internalCollections", 0)
        .append("internalViews", 0);
  }

  private static Document session() {
    return new Document("id", new Document("id", java.util.UUID.randomUUID()))
        .append("timeoutMinutes", 30);
  }
}
