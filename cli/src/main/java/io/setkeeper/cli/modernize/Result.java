package io.setkeeper.cli.modernize;

import java.util.List;

/**
 * What came of it.
 *
 * @param files in the order of the sources, and with their names; an empty text where a source had
 *     nothing but what was left out
 * @param changes in the order in which they were made
 * @param notes what a person should know or do
 */
public record Result(List<Source> files, List<Change> changes, List<Note> notes) {
  /** Copies what is mutable. */
  public Result {
    files = List.copyOf(files);
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }
}
