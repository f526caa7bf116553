package io.setkeeper.sandbox.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container's command for mongod, made one for a mongod of today that shares the machine with
 * others.
 *
 * @param arguments without the program
 * @param dataFolder the folder of {@code --dbpath}
 * @param warnings what was left out
 */
record MongodArguments(List<String> arguments, Path dataFolder, List<String> warnings) {
  /** The image's own, where the container gives no other. */
  private static final String DATA = "/data/db";

  /** Flags that the node decides, and their number of values. */
  private static final Map<String, Integer> OURS =
      Map.of(
          "--bind_ip", 1,
          "--bind_ip_all", 0,
          "--ipv6", 0,
          "--dbpath", 1,
          "--fork", 0,
          "--unixSocketPrefix", 1,
          "--nounixsocket", 0,
          "--pidfilepath", 1);

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash");

  static MongodArguments of(ContainerRequest request, boolean standIn) {
    List<String> given = words(request);
    List<String> kept = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    Optional<String> dataPath = Optional.empty();
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      String flag = word.replaceFirst("=.*$", "");
      if (DeadFlags.values(flag).isEmpty() && !OURS.containsKey(flag)) {
        kept.add(relocated(word, request.mounts()));
        continue;
      }
      if (flag.equals("--dbpath")) {
        dataPath = Optional.of(word.contains("=") ? word.substring(9) : next(given, i));
      }
      if (DeadFlags.values(flag).isPresent()) {
        dropped.add(flag);
      }
      int values = DeadFlags.values(flag).orElse(OURS.getOrDefault(flag, 0));
      i += word.contains("=") ? 0 : values;
    }
    Path data = dataFolder(request, dataPath.orElse(DATA));
    kept.addAll(List.of("--dbpath", data.toString(), "--bind_ip", request.address()));
    if (!standIn) {
      nativeOnly(kept);
    }
    return new MongodArguments(List.copyOf(kept), data, warnings(dropped));
  }

  private static String next(List<String> words, int i) {
    return i + 1 < words.size() ? words.get(i + 1) : DATA;
  }

  private static void nativeOnly(List<String> arguments) {
    // Its default is /tmp/mongodb-27017.sock for all, and a folder of ours may be too long a name.
    arguments.add("--nounixsocket");
    if (arguments.stream().noneMatch(a -> a.startsWith("--wiredTigerCacheSizeGB"))) {
      // The default, half of the machine's memory, is meant for a mongod that is alone on it.
      arguments.addAll(List.of("--wiredTigerCacheSizeGB", "0.25"));
    }
  }

  private static List<String> warnings(List<String> dropped) {
    return dropped.isEmpty()
        ? List.of()
        : List.of(
            "mongod has no "
                + String.join(", ", dropped)
                + " any more: left out; it can be taken out of the manifest");
  }

  /** The folder for the data: that of the volume mounted there, or the container's own. */
  private static Path dataFolder(ContainerRequest request, String path) {
    return mounted(path, request.mounts()).orElseGet(() -> request.folder().resolve("data"));
  }

  /** An argument that names a file in a volume names that of the volume's folder. */
  private static String relocated(String word, Map<String, Path> mounts) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String value = word.substring(equals + 1);
    return mounted(value, mounts).map(path -> word.substring(0, equals + 1) + path).orElse(word);
  }

  private static Optional<Path> mounted(String path, Map<String, Path> mounts) {
    return mounts.entrySet().stream()
        .filter(m -> path.equals(m.getKey()) || path.startsWith(m.getKey() + "/"))
        .max(Comparator.comparingInt(m -> m.getKey().length()))
        .map(m -> m.getValue().resolve(path.substring(m.getKey().length()).replaceFirst("^/", "")));
  }

  /** The arguments behind {@code mongod}, without what containers put around it. */
  private static List<String> words(ContainerRequest request) {
    List<String> words = new ArrayList<>(request.command());
    words.addAll(request.args());
    while (!words.isEmpty() && !words.getFirst().startsWith("-")) {
      String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
      if (program.equals("mongod")) {
        return List.copyOf(words.subList(1, words.size()));
      } else if (program.equals("docker-entrypoint.sh") || program.equals("exec")) {
        words = words.subList(1, words.size());
      } else if (program.equals("numactl")) {
        words = afterOptions(words);
      } else if (SHELLS.contains(program) && words.size() == 3 && words.get(1).contains("c")) {
        words = simple(request, words.get(2));
      } else {
        throw new CannotRunException(
            "container %s of image %s runs \"%s\", but the sandbox has no more of this image than mongod: let the container's command be mongod and its arguments"
                .formatted(request.container(), request.image(), words.getFirst()));
      }
    }
    return List.copyOf(words);
  }

  private static List<String> afterOptions(List<String> words) {
    int i = 1;
    while (i < words.size() && words.get(i).startsWith("-")) {
      i++;
    }
    return words.subList(i, words.size());
  }

  private static List<String> simple(ContainerRequest request, String script) {
    if (!script.strip().matches("[\\w\\s./:,=@%+-]+")) {
      throw new CannotRunException(
          "container %s of image %s runs the shell script \"%s\", which the sandbox does not: let the container's command be mongod and its arguments"
              .formatted(request.container(), request.image(), script));
    }
    return List.of(script.strip().split("\\s+"));
  }
}
