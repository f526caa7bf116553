package io.setkeeper.sandbox.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * MongoDB's server: a mongod of this machine, or the stand-in for it.
 *
 * @param command the program: a mongod, or {@code java} with what makes the stand-in of it
 * @param jvm whether it is the stand-in
 */
public record MongodImage(List<String> command, boolean jvm) implements Image {
  private static final Set<String> NAMES =
      Set.of(
          "mongo",
          "mongodb",
          "mongodb-community-server",
          "mongodb-enterprise-server",
          "percona-server-mongodb");

  /** Copies what is mutable. */
  public MongodImage {
    command = List.copyOf(command);
  }

  @Override
  public String name() {
    return "mongo";
  }

  @Override
  public boolean matches(String image) {
    return ImageName.isOneOf(image, NAMES, "standin");
  }

  @Override
  public Launch launch(ContainerRequest request) {
    MongodArguments arguments = MongodArguments.of(request, jvm);
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments.arguments());
    return new Launch(
        jvm ? Launch.Kind.JVM : Launch.Kind.NATIVE,
        all,
        request.environment(),
        List.of(request.folder(), arguments.dataFolder()),
        arguments.warnings());
  }
}
