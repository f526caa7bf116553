import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sandbox of its own, in a new folder, which goes with it. */
final class Sandbox implements AutoCloseable {
  private final Path folder;
  private final Path state;

  Sandbox(String name) throws IOException {
    folder = Files.createTempDirectory("setkeeper-" + name + "-");
    state = folder.resolve("state");
  }

  Path folder() {
    return folder;
  }

  Path kubeconfig() {
    return state.resolve("kubeconfig");
  }

  /** Runs {@code ./setkeeper}; what it says. */
  String setkeeper(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("./setkeeper"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--state", state.toString()));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.onExit().join();
    return Files.readString(said).strip();
  }

  /** Addresses by pod, from what the sandbox writes for their processes. */
  Map<String, String> pods() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String line : Files.readAllLines(state.resolve("hosts"))) {
      String[] words = line.strip().split("\\s+");
      if (words.length > 1 && words[1].matches("mongo-[0-9]+\\..*")) {
        found.put(words[1].split("\\.")[0], words[0]);
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    setkeeper("down", "--volumes");
    Harness.delete(folder);
  }
}
