package io.setkeeper.cli.modernize.model;

import io.setkeeper.cli.cluster.Trees;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * An object of a file.
 *
 * @param file its name
 * @param fileIndex which of the files
 * @param document which of the file's documents
 * @param at where in the document: its root, or an item of a List
 */
public record Item(String file, int fileIndex, int document, JsonPointer at, JsonNode tree) {
  /** Its kind. */
  public String kind() {
    return Trees.text(tree, "kind");
  }

  /** Its apiVersion. */
  public String apiVersion() {
    return Trees.text(tree, "apiVersion");
  }

  /** Its name. */
  public String name() {
    return Trees.name(tree);
  }

  /** Its namespace; empty where it names none. */
  public String namespace() {
    return Trees.text(tree, "metadata", "namespace");
  }

  /** Whether it is of that kind, whatever the version. */
  public boolean is(String kind) {
    return kind().equals(kind);
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
