package io.setkeeper.standin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * mongod's command line, as far as the stand-in needs it.
 *
 * @param setName {@code --replSet}
 * @param dbpath {@code --dbpath}
 * @param port {@code --port}
 * @param bindTo the addresses to listen on; empty for all of them
 */
record Options(String setName, Path dbpath, int port, List<String> bindTo) {
  private static final int DEFAULT_PORT = 27017;

  /** Flags that need a value and change nothing here. */
  private static final Set<String> IGNORED_WITH_VALUE =
      Set.of(
          "--oplogSize",
          "--wiredTigerCacheSizeGB",
          "--logpath",
          "--unixSocketPrefix",
          "--pidfilepath",
          "--storageEngine",
          "--slowms",
          "--profile",
          "--setParameter",
          "--filePermissions",
          "--verbose");

  /** Flags without a value that change nothing here. */
  private static final Set<String> IGNORED =
      Set.of(
          "--journal",
          "--nounixsocket",
          "--quiet",
          "--logappend",
          "--directoryperdb",
          "--noscripting",
          "--ipv6",
          "-v");

  /** Flags that would be missed. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "--auth", "authentication",
          "--keyFile", "authentication",
          "--tlsMode", "TLS",
          "--sslMode", "TLS",
          "--configsvr", "sharding",
          "--shardsvr", "sharding",
          "--config", "configuration files",
          "-f", "configuration files",
          "--fork", "running in the background");

  /** A command line that mongod, or the stand-in, does not understand. */
  static final class BadOption extends Exception {
    BadOption(String message) {
      super(message);
    }
  }

  static Options parse(List<String> arguments) throws BadOption {
    String set = "";
    Path dbpath = Path.of("/data/db");
    int port = DEFAULT_PORT;
    List<String> bindTo = List.of("127.0.0.1");
    var rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      var flag = rest.removeFirst();
      int equals = flag.startsWith("--") ? flag.indexOf('=') : -1;
      if (equals > 0) {
        rest.addFirst(flag.substring(equals + 1));
        flag = flag.substring(0, equals);
      }
      switch (flag) {
        case "--replSet" -> set = value(flag, rest);
        case "--dbpath" -> dbpath = Path.of(value(flag, rest));
        case "--port" -> port = port(value(flag, rest));
        case "--bind_ip" -> bindTo = addresses(value(flag, rest));
        case "--bind_ip_all" -> bindTo = List.of();
        default -> other(flag, rest);
      }
    }
    if (set.isEmpty()) {
      throw new BadOption(
          "The stand-in mongod runs as a replica set's member only: give --replSet NAME");
    }
    return new Options(set, dbpath, port, bindTo);
  }

  private static void other(String flag, List<String> rest) throws BadOption {
    var missing = REFUSED.get(flag);
    if (missing != null) {
      throw new BadOption(
          "The stand-in mongod has no %s (%s): run the set with a real mongod"
              .formatted(missing, flag));
    }
    if (IGNORED_WITH_VALUE.contains(flag)) {
      value(flag, rest);
    } else if (!IGNORED.contains(flag)) {
      throw new BadOption(
          "Error parsing command line: unrecognised option '"
              + flag
              + "'\ntry 'mongod --help' for more information");
    }
  }

  private static String value(String flag, List<String> rest) throws BadOption {
    if (rest.isEmpty()) {
      throw new BadOption(
          "Error parsing command line: the required argument for option '" + flag + "' is missing");
    }
    return rest.removeFirst();
  }

  private static int port(String text) throws BadOption {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 55_536) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new BadOption(
        "Bad value for --port: '"
            + text
            + "'; the stand-in takes 1 to 55535 (its replication listens 10000 above)");
  }

  private static List<String> addresses(String text) {
    var addresses = List.of(text.split(",", -1));
    return addresses.contains("*") || addresses.contains("0.0.0.0") ? List.of() : addresses;
  }
}
