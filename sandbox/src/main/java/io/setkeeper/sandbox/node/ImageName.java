package io.setkeeper.sandbox.node;

import java.util.List;
import java.util.Set;

/** Names of images, as {@code docker.io/library/mongo:7.0@sha256:…}. */
public final class ImageName {
  private static final List<String> DOCKER_HUB =
      List.of("docker.io/library/", "index.docker.io/library/", "docker.io/", "index.docker.io/");

  private ImageName() {}

  /** The repository alone; Docker Hub's, which is meant where no registry is given, is left out. */
  static String repository(String image) {
    String name = image.replaceFirst("@.*$", "");
    // A colon behind the last slash is a tag; one before it is a registry's port.
    int colon = name.lastIndexOf(':');
    name = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    for (String prefix : DOCKER_HUB) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name.startsWith("library/") ? name.substring("library/".length()) : name;
  }

  /** The last part of the repository. */
  public static String lastPart(String image) {
    String repository = repository(image);
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /**
   * Whether it is known by its last part, or is an image of this project's own build; in whichever
   * registry.
   *
   * @param ours what the own build calls it
   */
  static boolean isOneOf(String image, Set<String> names, String ours) {
    return names.contains(lastPart(image))
        || ("/" + repository(image)).endsWith("/setkeeper/" + ours);
  }
}
