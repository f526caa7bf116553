package io.setkeeper.sandbox.node;

import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The container that an action is for.
 *
 * @param pod its pod
 * @param address of its pod
 * @param environment of the container
 * @param folder where it runs
 * @param context of the node
 */
record ActionTarget(
    ObjectNode pod,
    String address,
    Map<String, String> environment,
    Path folder,
    NodeContext context) {}
