package io.setkeeper.cli.modernize.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** One change of one object. Pointers start at the object. */
public sealed interface Edit {
  /**
   * Entries are added to a mapping.
   *
   * @param entries in YAML, with comments where they help
   * @param before the key they stand before; at the end where there is no such key
   */
  record Put(JsonPointer mapping, String entries, Optional<String> before) implements Edit {}

  /**
   * An item is added at the end of a list.
   *
   * @param item in YAML
   */
  record Append(JsonPointer list, String item) implements Edit {}

  /** An entry of a mapping or an item of a list goes. */
  record Remove(JsonPointer at) implements Edit {}

  /** A text or a number is replaced; its quotes stay as they are. */
  record Replace(JsonPointer at, JsonNode value) implements Edit {}

  /** What matches within a text is replaced, wherever it is; of the text's other lines, nothing. */
  record Rewrite(JsonPointer at, Pattern what, String by) implements Edit {}

  /**
   * An item goes from its list to the end of another.
   *
   * @param mapping where both lists are
   * @param list the key of the other; it is made before the item's own where there is none
   */
  record Move(JsonPointer item, JsonPointer mapping, String list) implements Edit {}

  /**
   * Objects of their own are added ahead of this one.
   *
   * @param objects each in YAML
   */
  record AddObjects(List<String> objects) implements Edit {
    /** Copies what is mutable. */
    public AddObjects {
      objects = List.copyOf(objects);
    }
  }

  /** The whole object goes. */
  record Drop() implements Edit {}
}
