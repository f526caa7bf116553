package io.setkeeper.sandbox.store;

import java.time.Instant;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of {@code kubectl get}.
 *
 * @param name the heading, e.g. {@code Ready}
 * @param type {@code string}, {@code integer}, {@code date}
 * @param wide whether it shows with {@code -o wide} only
 * @param value the cell of an object at a moment
 */
public record Column(
    String name, String type, boolean wide, BiFunction<ObjectNode, Instant, JsonNode> value) {}
