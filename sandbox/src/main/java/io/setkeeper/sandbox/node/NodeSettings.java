package io.setkeeper.sandbox.node;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * How the node is to run.
 *
 * @param name the Node object's; also the machine's own name for those who look it up
 * @param state the sandbox's folder
 * @param block the first three numbers of its addresses, {@code 127.79.3}
 * @param apiServer where pods reach the API server
 * @param images what it can run; the first that matches does
 * @param credentials for service accounts
 * @param logLimit bytes after which a container's log is put aside
 */
public record NodeSettings(
    String name,
    Path state,
    String block,
    URI apiServer,
    List<Image> images,
    Credentials credentials,
    long logLimit) {

  /** Copies what is mutable. */
  public NodeSettings {
    images = List.copyOf(images);
  }
}
