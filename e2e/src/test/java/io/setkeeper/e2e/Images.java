package io.setkeeper.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The images that files name. */
final class Images {
  private Images() {}

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
