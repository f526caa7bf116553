package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The images that files name, and the kubelet has or has not. */
final class Images {
  private static final Set<String> MISSING =
      Set.of("ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName");

  private Images() {}

  /**
   * The same pod, unless an image of it can't be had: nobody waits for that one.
   *
   * @throws IllegalStateException with the kubelet's reason
   */
  static Pod there(Pod pod) {
    Stream.of(pod.getStatus().getContainerStatuses(), pod.getStatus().getInitContainerStatuses())
        .flatMap(List::stream)
        .filter(container -> container.getState() != null)
        .filter(container -> container.getState().getWaiting() != null)
        .forEach(container -> there(pod, container));
    return pod;
  }

  private static void there(Pod pod, ContainerStatus container) {
    ContainerStateWaiting waiting = container.getState().getWaiting();
    if (waiting.getReason() != null && MISSING.contains(waiting.getReason())) {
      throw new IllegalStateException(
          "%s: container %s waits for the image %s: %s: %s; load it into the cluster, or name another: -De2e.mongodImage=, -De2e.keeperImage= (docs/e2e.md)"
              .formatted(
                  pod.getMetadata().getName(),
                  container.getName(),
                  container.getImage(),
                  waiting.getReason(),
                  waiting.getMessage()));
    }
  }

  /** Puts another in the place of one, in every file of a folder. */
  static void replace(Path folder, String image, String by) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : List.copyOf(all.toList())) {
        String text = Files.readString(file);
        Files.writeString(
            file, text.replaceAll("(?m)^(\\s*-?\\s*image:\\s*)" + image + "\\s*$", "$1" + by));
      }
    }
  }
}
