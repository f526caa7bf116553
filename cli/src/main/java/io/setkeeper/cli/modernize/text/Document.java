package io.setkeeper.cli.modernize.text;

import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;

/**
 * A document of a file.
 *
 * @param start where its {@code ---} is, or the text's beginning
 * @param explicit whether it has a {@code ---}
 * @param tree what it says; null's node where it is empty
 */
record Document(int start, boolean explicit, Node root, JsonNode tree) {}
