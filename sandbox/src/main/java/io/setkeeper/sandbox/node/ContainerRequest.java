package io.setkeeper.sandbox.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A container to be started.
 *
 * @param namespace of its pod
 * @param pod the name of its pod
 * @param address the pod's IP address
 * @param container its name in the pod
 * @param image as the pod gives it
 * @param command replaces the image's entry point; empty: the image's own
 * @param args the arguments
 * @param environment the whole environment, as a kubelet gives it
 * @param mounts the folder (or file) on this machine for each mountPath
 * @param folder the container's own folder, which nobody else writes to
 */
public record ContainerRequest(
    String namespace,
    String pod,
    String address,
    String container,
    String image,
    List<String> command,
    List<String> args,
    Map<String, String> environment,
    Map<String, Path> mounts,
    Path folder) {

  /** Copies what is mutable. */
  public ContainerRequest {
    command = List.copyOf(command);
    args = List.copyOf(args);
    environment = Map.copyOf(environment);
    mounts = Map.copyOf(mounts);
  }
}
