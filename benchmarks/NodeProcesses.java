import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processes of {@code e2e/cluster}'s containers, which are this machine's. */
final class NodeProcesses {
  private NodeProcesses() {}

  /** Their numbers, by what is in their command lines and environments. */
  static List<Long> find(String inCommandLine, String inEnvironment) throws IOException {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : all.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
        if (read(process.resolve("cmdline")).contains(inCommandLine)
            && read(process.resolve("environ")).contains(inEnvironment)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }

  /** The mongod of a pod. */
  static long mongodOf(String pod) throws IOException {
    return find("mongod\0--replSet", "HOSTNAME=" + pod + "\0").getFirst();
  }

  /** With SIGKILL. */
  static void kill(long process) {
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
  }

  /** Resident memory in MiB. */
  static double rss(long process) {
    return read(Path.of("/proc/" + process + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }
}
