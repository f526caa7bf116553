package io.setkeeper.sandbox.node;

import java.util.List;

/** Names of images, as {@code docker.io/library/mongo:7.0@sha256:…}. */
final class ImageName {
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
  static String lastPart(String image) {
    String repository = repository(image);
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /** Whether it is an image of this project's own build, in whichever registry. */
  static boolean isOurs(String image, String name) {
    return ("/" + repository(image)).endsWith("/setkeeper/" + name);
  }
}
