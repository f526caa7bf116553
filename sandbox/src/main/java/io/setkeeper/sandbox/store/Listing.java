package io.setkeeper.sandbox.store;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects as they were at one moment.
 *
 * @param version the resourceVersion of that moment, to watch on from
 * @param items the objects by namespace and name; shared: not to be changed
 */
public record Listing(long version, List<ObjectNode> items) {}
