package io.setkeeper.cli.modernize;

import io.setkeeper.cli.modernize.model.Item;

/**
 * What was not changed, and a person should know.
 *
 * @param object its kind and name
 */
public record Note(String file, String object, String what) {
  static Note of(Item item, String what) {
    return new Note(item.file(), item.toString(), what);
  }
}
