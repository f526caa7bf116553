package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.text.Scalars;

/** Names of objects that are added. */
final class Names {
  private Names() {}

  static String of(String kind, MongoSet set) {
    return switch (kind) {
      case "ServiceAccount" -> account(set);
      case "Service" -> set.name() + "-primary";
      case "PodDisruptionBudget", "NetworkPolicy" -> set.name();
      default -> set.addedName();
    };
  }

  static String account(MongoSet set) {
    return set.account().orElseGet(set::addedName);
  }

  /** An object's beginning, up to its metadata, in the set's namespace. */
  static String head(String apiVersion, String kind, MongoSet set) {
    String namespace = set.item().namespace();
    return "apiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n"
            .formatted(apiVersion, kind, Scalars.text(of(kind, set)))
        + (namespace.isEmpty() ? "" : "  namespace: %s\n".formatted(Scalars.text(namespace)));
  }
}
