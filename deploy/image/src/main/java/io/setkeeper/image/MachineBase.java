package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an image needs below its Java runtime where there is no base image: this machine's C library
 * and loader, and the few files that the C library reads. The same machine gives the same files.
 */
final class MachineBase {
  /** The absolute paths in what ldd prints. */
  private static final Pattern PATH = Pattern.compile("(?:^|=>|\\s)\\s*(/\\S+) \\(0x");

  /**
   * The C library loads it by name when a thread is cancelled; no program says that it needs it.
   */
  private static final String UNWINDER = "libgcc_s.so.1";

  private static final String COPYRIGHT = "/usr/share/doc/libc6/copyright";

  private MachineBase() {}

  /**
   * Lays the files out.
   *
   * @return the libraries, by their paths
   */
  static Set<String> layOut(Path root) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new Unbuildable(
          "A container image needs a runtime for Linux, and this machine runs %s. Build it on Linux"
              .formatted(System.getProperty("os.name")));
    }
    Set<String> libraries = libraries(root);
    for (String library : libraries) {
      Folders.copy(Path.of(library), Layout.in(root, library));
    }
    if (Files.exists(Path.of(COPYRIGHT))) {
      Folders.copy(Path.of(COPYRIGHT), Layout.in(root, COPYRIGHT));
    }
    etc(root);
    return libraries;
  }

  private static void etc(Path root) throws IOException {
    Path etc = root.resolve("etc");
    Folders.write(
        etc.resolve("passwd"),
        """
        root:x:0:0:root:/:/sbin/nologin
        nonroot:x:65532:65532:nonroot:/:/sbin/nologin
        """);
    Folders.write(etc.resolve("group"), "root:x:0:\nnonroot:x:65532:\n");
    Folders.write(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
    for (String folder : List.of("dev", "proc", "sys", "tmp")) {
      Files.createDirectories(root.resolve(folder));
    }
  }

  private static Set<String> libraries(Path root) throws IOException {
    Set<String> libraries = new TreeSet<>();
    for (Path file : Folders.everything(root)) {
      if (Files.isRegularFile(file) && isElf(file)) {
        libraries.addAll(needed(Commands.run(List.of("ldd", file.toString())), root));
      }
    }
    libraries.stream()
        .filter(path -> path.endsWith("/libc.so.6"))
        .map(path -> Path.of(path).resolveSibling(UNWINDER))
        .filter(Files::exists)
        .map(Path::toString)
        .toList()
        .forEach(libraries::add);
    return libraries;
  }

  private static Stream<String> paths(String ldd) {
    return ldd.lines().flatMap(line -> PATH.matcher(line).results().map(result -> result.group(1)));
  }

  /** The machine's own libraries that ldd names; those in the root are there already. */
  static Set<String> needed(String ldd, Path root) {
    Set<String> found = new TreeSet<>();
    paths(ldd).filter(path -> !Path.of(path).startsWith(root)).forEach(found::add);
    return found;
  }

  private static boolean isElf(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4
          && start[0] == 0x7f
          && start[1] == 'E'
          && start[2] == 'L'
          && start[3] == 'F';
    }
  }
}
