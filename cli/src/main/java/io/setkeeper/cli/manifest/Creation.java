package io.setkeeper.cli.manifest;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.ApiRefusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.sandbox.kinds.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Creates what is missing, all or nothing: whatever the server would refuse is asked before. */
public final class Creation {
  private static final int CONFLICT = 409;

  private final Kube kube;
  private final Consumer<String> tell;

  /**
   * @param tell where a line for each object goes
   */
  public Creation(Kube kube, Consumer<String> tell) {
    this.kube = kube;
    this.tell = tell;
  }

  /**
   * Creates the objects that are not there. What is there stays as it is, changed or not.
   *
   * @throws Refusal when one can't be created; then none is
   */
  public void create(List<Manifest> manifests) {
    Manifests.checkServices(manifests, ref -> kube.find(ref).isPresent());
    List<Manifest> missing = new ArrayList<>();
    for (Manifest manifest : manifests) {
      Optional<? extends JsonNode> there = kube.find(manifest.ref());
      if (there.isPresent()) {
        tell.accept(manifest.ref() + kept(manifest, there.get()));
      } else {
        missing.add(manifest);
      }
    }
    missing.forEach(
        manifest -> orRefuse(manifest, () -> kube.askToCreate(manifest.ref(), manifest.object())));
    missing.forEach(
        manifest -> {
          orRefuse(manifest, () -> kube.create(manifest.ref(), manifest.object()));
          tell.accept(manifest.ref() + " created");
        });
  }

  private static String kept(Manifest manifest, JsonNode there) {
    int now = Trees.number(there, 1, "spec", "replicas");
    int wanted = Trees.number(manifest.object(), 1, "spec", "replicas");
    return manifest.ref().type().equals(Kinds.STATEFUL_SET) && now != wanted
        ? " kept with %d replicas (its file says %d)".formatted(now, wanted)
        : " kept";
  }

  private static void orRefuse(Manifest manifest, Runnable request) {
    try {
      request.run();
    } catch (ApiRefusal e) {
      if (e.code() != CONFLICT) {
        throw new Refusal(
            "%s in %s can't be created: %s"
                .formatted(manifest.ref(), manifest.file(), e.getMessage()),
            "Correct the file");
      }
      // Somebody else was faster: it is there.
    }
  }
}
