package io.setkeeper.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The recipe's three files, made what a cluster of today accepts by {@code ./setkeeper modernize}.
 */
final class Recipe {
  private Recipe() {}

  /** Into a new folder below this one, for this namespace. */
  static Path modernized(Target target, String namespace, Path folder) throws IOException {
    Path output = folder.resolve("modernized");
    Run.ok(
        List.of(
            target.checkout().resolve("setkeeper").toString(),
            "modernize",
            "--kubernetes",
            target.version(),
            "--image",
            target.keeperImage(),
            "--storage-class",
            target.storageClass(),
            "--namespace",
            namespace,
            "-o",
            output.toString(),
            target.checkout().resolve("examples/mongo").toString()));
    Images.replace(output, "mongo", target.mongodImage());
    return output;
  }
}
