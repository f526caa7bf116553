package io.setkeeper.sandbox.node;

/**
 * A container image that the node can run, as a program of this machine. Pure: it says how a
 * container is started, and starts nothing.
 */
public interface Image {
  /** What it is, for messages: {@code mongod}. */
  String name();

  /** Whether it runs an image of this name, as a pod gives it: {@code mongo:7.0}. */
  boolean matches(String image);

  /**
   * How the container is started.
   *
   * @throws CannotRunException the container asks for something that this image can't do
   */
  Launch launch(ContainerRequest request);
}
