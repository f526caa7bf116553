package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.view.Observer;
import io.setkeeper.cli.view.Picture;
import java.util.List;

/**
 * What no waiting helps against: an image that does not run, a process that ends again and again.
 */
final class Hopeless {
  private static final int TRIES = 3;
  private static final int LINES = 3;

  private Hopeless() {}

  /**
   * Looks for it.
   *
   * @throws Refusal where there is such a thing
   */
  static void check(Picture picture, Observer observer) {
    for (PodInfo pod : picture.pods()) {
      for (PodInfo.Container container : pod.containers()) {
        check(pod, container, observer);
      }
    }
  }

  private static void check(PodInfo pod, PodInfo.Container container, Observer observer) {
    String which = "The container %s of pod %s".formatted(container.name(), pod.name());
    switch (container.waiting()) {
      case "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "CreateContainerConfigError",
          "RunContainerError" ->
          throw new Refusal(
              "%s can't run: %s".formatted(which, container.message()),
              "Correct the StatefulSet and say up again");
      case "CrashLoopBackOff" -> {
        if (container.restarts() >= TRIES) {
          throw new Refusal(
              "%s ends again and again. Its last words:%n%s"
                  .formatted(which, lastWords(observer.logs(pod.name(), container.name()))),
              "All of them: setkeeper logs %s -c %s".formatted(pod.name(), container.name()));
        }
      }
      default -> {}
    }
  }

  private static String lastWords(String log) {
    List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()))
        .indent(4)
        .stripTrailing();
  }
}
