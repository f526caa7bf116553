package io.setkeeper.image;

import java.nio.file.Path;
import java.util.List;

/** Where things are in an image. Paths are absolute there; {@link #in} finds them in a folder. */
final class Layout {
  static final String HOME = "/opt/setkeeper";

  /** The Java runtime. */
  static final String JAVA = HOME + "/java";

  /** The jars. */
  static final String LIB = HOME + "/lib";

  /** The JVM's flags, a file that {@code java} reads. */
  static final String FLAGS = HOME + "/jvm";

  /** What the training gave, in a layer of its own. */
  static final String CACHE = HOME + "/aot/cache";

  /** What the image consists of. */
  static final String SBOM = HOME + "/sbom.cdx.json";

  /** The launcher that makes of the stand-in a program named mongod. */
  static final String MONGOD = "/opt/mongod";

  private Layout() {}

  /** An image's path in the folder that holds its root file system. */
  static Path in(Path root, String path) {
    return root.resolve(path.substring(1));
  }

  /** How the program is started, in an image or (for the training) in a folder. */
  static List<String> command(String root, List<String> more, String jar) {
    List<String> command = new java.util.ArrayList<>();
    command.add(root + JAVA + "/bin/java");
    command.add("@" + root + FLAGS);
    command.addAll(more);
    command.addAll(List.of("-jar", root + LIB + "/" + jar));
    return List.copyOf(command);
  }
}
