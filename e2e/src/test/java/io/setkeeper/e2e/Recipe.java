package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The recipe's three files, made what a cluster of today accepts by {@code ./setkeeper modernize}.
 */
final class Recipe {
  private Recipe() {}

  /** A set in a namespace of its own; where it can't be applied, nothing is left. */
  static MongoSet applied(String namespace, Path folder) throws IOException {
    return applied(namespace, folder, asItIs -> {});
  }

  /** The same, with a change of the StatefulSet. */
  static MongoSet applied(String namespace, Path folder, Consumer<StatefulSet> change)
      throws IOException {
    Target target = Target.fromProperties();
    Path files = modernized(target, namespace, folder);
    MongoSet set = MongoSet.in(target, namespace, "mongo");
    try {
      for (HasMetadata object : Manifests.read(set.client(), files)) {
        if (object instanceof StatefulSet it) {
          change.accept(it);
        }
        set.apply(object);
      }
      return set;
    } catch (RuntimeException e) {
      set.close();
      throw e;
    }
  }

  /**
   * Into a new folder below this one, for this namespace, and for the version it asks the cluster.
   */
  static Path modernized(Target target, String namespace, Path folder) throws IOException {
    Path output = folder.resolve("modernized");
    Run.ok(
        List.of(
            target.checkout().resolve("setkeeper").toString(),
            "modernize",
            "--kubeconfig",
            target.kubeconfig().toString(),
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
