package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Takes annotations out. */
final class Annotations {
  private Annotations() {}

  /**
   * The edit that takes an annotation out, and all annotations where it is the only one; empty
   * where there is none of that name.
   */
  static Optional<Edit> remove(Item item, JsonPointer metadata, String name) {
    JsonPointer all = metadata.appendProperty("annotations");
    JsonNode annotations = item.tree().at(all);
    if (!annotations.has(name)) {
      return Optional.empty();
    }
    return Optional.of(new Edit.Remove(annotations.size() == 1 ? all : all.appendProperty(name)));
  }
}
