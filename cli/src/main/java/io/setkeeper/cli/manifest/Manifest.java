package io.setkeeper.cli.manifest;

import io.setkeeper.cli.cluster.Ref;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object of a file, of a kind that the sandbox has.
 *
 * @param file where it was read
 */
public record Manifest(Path file, Ref ref, ObjectNode object) {}
