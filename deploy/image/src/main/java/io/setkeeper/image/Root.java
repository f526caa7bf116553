package io.setkeeper.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The root file system of an image, in a folder.
 *
 * @param jars the file names of its jars, the program's own first
 * @param libraries the machine's libraries in it, by their paths; none on a base image
 */
record Root(Program program, Path folder, List<String> jars, Set<String> libraries) {
  /** Lays everything out but the cache and the list of what is in it. */
  static Root layOut(Order order, Program program) throws IOException {
    Path root = order.root(program);
    Folders.delete(root);
    List<String> jars = Jars.of(order.work().resolve("jars"), program.jar(order.version()));
    JavaRuntime.link(program.modules(), Layout.in(root, Layout.JAVA));
    List<String> flags = Flags.of(order, program);
    Folders.write(Layout.in(root, Layout.FLAGS), String.join("\n", flags) + "\n");
    for (String jar : jars) {
      Folders.copy(
          order.work().resolve("jars").resolve(jar), Layout.in(root, Layout.LIB).resolve(jar));
    }
    Folders.copy(order.licence(), Layout.in(root, Layout.HOME + "/LICENSE"));
    if (program == Program.STANDIN) {
      MongodLauncher.layOut(root, jars.getFirst(), flags, order.work().resolve("launcher"));
      Files.createDirectories(Layout.in(root, "/data/db"));
    }
    Set<String> libraries = order.base().isPresent() ? Set.of() : MachineBase.layOut(root);
    // Before the training: a cache knows each jar by its age.
    Folders.setAge(root, order.time());
    return new Root(program, root, jars, libraries);
  }

  /** How the program is started in the image. */
  List<String> entryPoint() {
    return program == Program.STANDIN
        ? List.of(Layout.MONGOD + "/bin/mongod")
        : Layout.command("", List.of("-XX:AOTCache=" + Layout.CACHE), jars.getFirst());
  }

  /** How the program is started from the folder, with flags before its jar. */
  List<String> commandHere(String... flags) {
    return Layout.command(folder.toString(), List.of(flags), jars.getFirst());
  }

  /** Where the cache belongs. */
  Path cache() {
    return Layout.in(folder, Layout.CACHE);
  }
}
