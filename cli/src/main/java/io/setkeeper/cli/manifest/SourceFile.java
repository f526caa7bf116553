package io.setkeeper.cli.manifest;

import io.setkeeper.cli.modernize.Source;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text and where it is from.
 *
 * @param path empty for standard input
 */
public record SourceFile(Optional<Path> path, Source source) {}
