package io.setkeeper.sandbox.store;

import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a delete.
 *
 * @param object the object after it
 * @param gone whether it is removed; otherwise it is marked and goes when its grace is over and its
 *     finalizers are done
 */
public record Deleted(ObjectNode object, boolean gone) {}
