package io.setkeeper.cli.manifest;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.ResourceType;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the user's files, checked, in the order in which they are to be created. */
public final class Manifests {
  /** Where objects go that name no namespace. */
  public static final String DEFAULT_NAMESPACE = "default";

  private Manifests() {}

  /**
   * Reads files and folders.
   *
   * @param runs whether the sandbox can run an image
   * @return what others need comes first: StatefulSets last
   * @throws Refusal for the first thing that is wrong with them
   */
  public static List<Manifest> read(List<Path> paths, Predicate<String> runs) {
    List<Manifest> manifests = ManifestFiles.read(paths).stream().map(Manifests::manifest).toList();
    manifests.forEach(manifest -> checkImages(manifest, runs));
    return manifests.stream().sorted(Comparator.comparingInt(Manifests::rank)).toList();
  }

  private static Manifest manifest(ManifestFiles.Document document) {
    JsonNode content = document.content();
    requireText(document, "apiVersion");
    requireText(document, "kind");
    requireText(document, "metadata", "name");
    Ref ref =
        Ref.of(content, DEFAULT_NAMESPACE).orElseThrow(() -> unknownKind(document.file(), content));
    return new Manifest(document.file(), ref, (ObjectNode) content);
  }

  private static void requireText(ManifestFiles.Document document, String... path) {
    if (!document.content().isObject() || Trees.text(document.content(), path).isEmpty()) {
      throw new Refusal(
          "%s is not a Kubernetes manifest: it has no %s"
              .formatted(document.file(), String.join(".", path)),
          "Name files with Kubernetes objects");
    }
  }

  private static Refusal unknownKind(Path file, JsonNode content) {
    String kind = Trees.text(content, "kind");
    String apiVersion = Trees.text(content, "apiVersion");
    List<String> versions =
        Kinds.all().stream()
            .filter(type -> type.kind().equals(kind))
            .flatMap(type -> type.served().stream().map(s -> s.apiVersion()))
            .toList();
    if (!versions.isEmpty()) {
      return new Refusal(
          "The %s '%s' in %s has apiVersion %s, which the sandbox has not got"
              .formatted(kind, Trees.name(content), file, apiVersion),
          "Write apiVersion: " + String.join(" or ", versions));
    }
    return new Refusal(
        "The sandbox has no kind %s (%s), as in %s".formatted(kind, apiVersion, file),
        "Leave that object out; the sandbox has: "
            + String.join(", ", Kinds.all().stream().map(ResourceType::kind).sorted().toList()));
  }

  private static void checkImages(Manifest manifest, Predicate<String> runs) {
    if (!manifest.ref().type().equals(Kinds.STATEFUL_SET)) {
      return;
    }
    for (JsonNode container :
        Trees.items(manifest.object(), "spec", "template", "spec", "containers")) {
      String image = Trees.text(container, "image");
      if (!runs.test(image)) {
        throw new Refusal(
            "The sandbox can't run the image '%s' of container '%s' (%s in %s)"
                .formatted(image, Trees.text(container, "name"), manifest.ref(), manifest.file()),
            "It runs mongo images and mongo sidecars (cvallance/mongo-k8s-sidecar, setkeeper):"
                + " use one of those, or a Kubernetes cluster");
      }
    }
  }

  /**
   * Checks that each StatefulSet's governing Service is in the files or in the cluster: without it
   * the members' names resolve nowhere.
   *
   * @param exists whether an object is in the cluster
   * @throws Refusal where one is missing
   */
  public static void checkServices(List<Manifest> manifests, Predicate<Ref> exists) {
    for (Manifest manifest : manifests) {
      String service = Trees.text(manifest.object(), "spec", "serviceName");
      Ref wanted = Ref.to(Kinds.SERVICE, manifest.ref().namespace(), service);
      if (manifest.ref().type().equals(Kinds.STATEFUL_SET)
          && !service.isEmpty()
          && services(manifests).noneMatch(wanted::equals)
          && !exists.test(wanted)) {
        throw new Refusal(
            "The StatefulSet '%s' in %s names the service '%s', which is neither in the files nor"
                    .formatted(manifest.ref().name(), manifest.file(), service)
                + " in the sandbox",
            "Add a Service '%s' with clusterIP: None to the files".formatted(service));
      }
    }
  }

  private static Stream<Ref> services(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::ref).filter(r -> r.type().equals(Kinds.SERVICE));
  }

  /** Namespaces and classes first, then what pods read, then Services, then what makes pods. */
  private static int rank(Manifest manifest) {
    return switch (manifest.ref().type().kind()) {
      case "Namespace" -> 0;
      case "StorageClass", "PersistentVolume" -> 1;
      case "Service" -> 3;
      case "StatefulSet", "Pod" -> 4;
      default -> 2;
    };
  }
}
