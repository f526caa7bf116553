package io.setkeeper.sandbox;

import io.setkeeper.sandbox.node.ContainerRequest;
import io.setkeeper.sandbox.node.Image;
import io.setkeeper.sandbox.node.Launch;
import java.util.List;

/** An image that is a shell script. */
record ScriptImage(String name, String script) implements Image {
  @Override
  public boolean matches(String image) {
    return image.equals(name);
  }

  @Override
  public Launch launch(ContainerRequest request) {
    return new Launch(
        Launch.Kind.NATIVE,
        List.of("/bin/sh", "-c", script),
        request.environment(),
        List.of(request.folder()),
        List.of());
  }
}
