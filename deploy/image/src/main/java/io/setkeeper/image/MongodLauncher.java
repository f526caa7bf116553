package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stand-in as a program named {@code mongod}, as manifests call it. It is jpackage's launcher:
 * no shell is needed, and the JVM runs in the launcher's own process, so that the first process of
 * a container gets its signals.
 */
final class MongodLauncher {
  private MongodLauncher() {}

  /** Lays the launcher out for a program that is in the root already. */
  static void layOut(Path root, String jar, List<String> flags, Path scratch) throws IOException {
    Folders.delete(scratch);
    Path input = Files.createDirectories(scratch.resolve("input"));
    Files.writeString(input.resolve("empty.jar"), "");
    JavaRuntime.tool(
        "jpackage",
        "--type",
        "app-image",
        "--name",
        "mongod",
        "--input",
        input.toString(),
        "--main-jar",
        "empty.jar",
        "--main-class",
        "Main",
        "--runtime-image",
        Layout.in(root, Layout.JAVA).toString(),
        "--dest",
        scratch.toString());
    Path made = scratch.resolve("mongod");
    Path folder = Layout.in(root, Layout.MONGOD);
    for (String file : List.of("bin/mongod", "lib/libapplauncher.so")) {
      Folders.copy(made.resolve(file), folder.resolve(file));
    }
    Folders.write(folder.resolve("lib/app/mongod.cfg"), settings(jar, flags));
    Folders.delete(scratch);
  }

  private static String settings(String jar, List<String> flags) {
    return Stream.concat(
            Stream.of(
                "[Application]",
                "app.runtime=" + Layout.JAVA,
                "app.mainjar=" + Layout.LIB + "/" + jar,
                "",
                "[JavaOptions]"),
            Stream.concat(flags.stream(), Stream.of("-XX:AOTCache=" + Layout.CACHE))
                .map(flag -> "java-options=" + flag))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
