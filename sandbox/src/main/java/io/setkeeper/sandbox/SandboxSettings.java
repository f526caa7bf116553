package io.setkeeper.sandbox;

import io.setkeeper.sandbox.node.Image;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * How a sandbox is to run.
 *
 * @param state the folder that holds all it has; made if missing. One sandbox for a folder
 * @param images what its node can run; the first that matches does
 * @param clock for times in objects and for ages
 */
public record SandboxSettings(Path state, List<Image> images, Clock clock) {
  /** Copies what is mutable; the folder by its absolute name. */
  public SandboxSettings {
    state = state.toAbsolutePath().normalize();
    images = List.copyOf(images);
  }

  /** With the machine's clock. */
  public SandboxSettings(Path state, List<Image> images) {
    this(state, images, Clock.systemUTC());
  }
}
