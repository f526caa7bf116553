package io.setkeeper.cli.modernize;

import io.setkeeper.cli.modernize.model.Step;

/**
 * Something that was changed, in words.
 *
 * @param object its kind and name
 */
public record Change(String file, String object, String what, String why) {
  static Change of(Step step) {
    return new Change(step.item().file(), step.item().toString(), step.what(), step.why());
  }
}
