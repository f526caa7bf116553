package io.setkeeper.sandbox.node;

import java.util.List;
import java.util.Set;

/**
 * The sidecars that keep a replica set: whichever the pod asks for, it is Setkeeper's keeper.
 *
 * @param command the keeper: {@code java}, options, main class or jar
 */
public record SidecarImage(List<String> command) implements Image {
  private static final Set<String> NAMES =
      Set.of("mongo-k8s-sidecar", "k8s-mongo-sidecar", "setkeeper", "setkeeper-keeper");

  /** Copies what is mutable. */
  public SidecarImage {
    command = List.copyOf(command);
  }

  @Override
  public String name() {
    return "mongo-k8s-sidecar";
  }

  @Override
  public boolean matches(String image) {
    return ImageName.isOneOf(image, NAMES, "keeper");
  }

  @Override
  public Launch launch(ContainerRequest request) {
    boolean own = request.command().isEmpty() && request.args().isEmpty();
    List<String> warnings =
        own
            ? List.of()
            : List.of("the command of image " + request.image() + " is not used: Setkeeper's runs");
    return new Launch(
        Launch.Kind.JVM, command, request.environment(), List.of(request.folder()), warnings);
  }
}
