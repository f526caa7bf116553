package io.setkeeper.cli.modernize.model;

import io.setkeeper.cli.modernize.text.Edit;
import java.util.List;

/**
 * A change that is due.
 *
 * @param edits one after the other; pointers start at the object
 * @param what what is changed, in one line
 * @param why the reason, in one line
 */
public record Step(Item item, List<Edit> edits, String what, String why) {
  /** Copies what is mutable. */
  public Step {
    edits = List.copyOf(edits);
  }

  /** A step of one edit. */
  public static Step of(Item item, Edit edit, String what, String why) {
    return new Step(item, List.of(edit), what, why);
  }
}
