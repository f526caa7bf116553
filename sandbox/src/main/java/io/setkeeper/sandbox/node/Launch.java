package io.setkeeper.sandbox.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to be started for a container.
 *
 * @param kind how it looks up names
 * @param command program and arguments
 * @param environment the whole environment, but for what the lookup of names adds
 * @param folders to be made before it starts
 * @param warnings what was not done as the container asks; written as Events
 */
public record Launch(
    Kind kind,
    List<String> command,
    Map<String, String> environment,
    List<Path> folders,
    List<String> warnings) {

  /** How a program looks up names. */
  public enum Kind {
    /** {@code java}: it has an own file of names; options go behind the program. */
    JVM,
    /** A program that asks the C library. */
    NATIVE
  }

  /** Copies what is mutable. */
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    folders = List.copyOf(folders);
    warnings = List.copyOf(warnings);
  }
}
