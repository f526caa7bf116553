package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.ResourceType;
import java.util.List;
import java.util.Locale;

/** Reads {@code pod/mongo-0} and the like, with every name of a kind that kubectl takes. */
final class Target {
  private Target() {}

  /**
   * The object meant.
   *
   * @param only the kind that the verb is for
   * @throws Refusal for text that names no such object
   */
  static Ref parse(String text, ResourceType only, String namespace) {
    int slash = text.indexOf('/');
    String kind = slash < 0 ? "" : text.substring(0, slash).toLowerCase(Locale.ROOT);
    String name = text.substring(slash + 1);
    if (slash < 0 || name.isEmpty() || name.contains("/")) {
      throw new Refusal(
          "'%s' names no object".formatted(text), "Write %s/NAME".formatted(only.singular()));
    }
    if (!names(only).contains(kind)) {
      String what =
          Kinds.all().stream().anyMatch(type -> names(type).contains(kind))
              ? "This verb is not for a %s".formatted(kind)
              : "There is no kind '%s'".formatted(kind);
      throw new Refusal(
          what,
          "Write %s/NAME, or use kubectl, for a sandbox with KUBECONFIG=$(setkeeper kubeconfig)"
              .formatted(only.singular()));
    }
    return Ref.to(only, namespace, name);
  }

  private static List<String> names(ResourceType type) {
    List<String> names =
        new java.util.ArrayList<>(
            List.of(
                type.singular(),
                type.plural(),
                type.qualifiedPlural(),
                type.singular() + "." + type.group()));
    names.addAll(type.shortNames());
    return names;
  }

  /**
   * Makes sure that an object is there.
   *
   * @throws Refusal where it is not
   */
  static void require(Kube kube, Ref ref) {
    if (kube.find(ref).isEmpty()) {
      throw missing(kube, ref);
    }
  }

  /** What to say of an object that is not there. */
  static Refusal missing(Kube kube, Ref ref) {
    List<String> there = kube.list(ref.type(), ref.namespace()).stream().map(Trees::name).toList();
    return new Refusal(
        "There is no %s in namespace '%s'".formatted(ref, ref.namespace()),
        there.isEmpty()
            ? "There is none at all there: name another namespace (-n), or create one"
            : "There are: " + there);
  }
}
