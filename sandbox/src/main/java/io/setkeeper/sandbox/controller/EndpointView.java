package io.setkeeper.sandbox.controller;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Services and what is behind them, at one moment.
 *
 * @param services all services
 * @param pods all pods
 * @param endpoints all Endpoints
 * @param slices all EndpointSlices
 */
record EndpointView(
    List<ObjectNode> services,
    List<ObjectNode> pods,
    List<ObjectNode> endpoints,
    List<ObjectNode> slices) {}
