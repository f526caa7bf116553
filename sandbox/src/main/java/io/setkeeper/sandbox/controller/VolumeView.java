package io.setkeeper.sandbox.controller;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the volumes of the cluster look like, at one moment.
 *
 * @param claims all claims
 * @param volumes all PersistentVolumes
 * @param classes all StorageClasses
 * @param pods all pods
 * @param root the folder that holds the volumes' folders
 */
record VolumeView(
    List<ObjectNode> claims,
    List<ObjectNode> volumes,
    List<ObjectNode> classes,
    List<ObjectNode> pods,
    Path root) {}
