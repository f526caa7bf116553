package io.setkeeper.cli.base;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that holds all of one sandbox: objects, volumes, logs. Two folders, two sandboxes.
 *
 * @param path absolute
 */
public record StateFolder(Path path) {

  public StateFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** The folder given by hand, else the default one. */
  public static StateFolder of(Optional<Path> given, Environment environment) {
    return new StateFolder(given.orElseGet(environment::stateHome));
  }

  /** For kubectl and every other client. */
  public Path kubeconfig() {
    return path.resolve("kubeconfig");
  }

  /** The running server's process id, written when it is ready. */
  public Path ready() {
    return path.resolve("ready");
  }

  /** What the server logs. */
  public Path serverLog() {
    return path.resolve("server.log");
  }

  /** The members' doors, one {@code host:port=address:port} a line. */
  public Path doors() {
    return path.resolve("doors");
  }

  /** Which mongod the volumes were written with. */
  public Path mongod() {
    return path.resolve("mongod");
  }

  /** One folder per claim. */
  public Path volumes() {
    return path.resolve("volumes");
  }

  /** The API server's objects: in every sandbox's folder, also in one that {@code serve} began. */
  public Path objects() {
    return path.resolve("objects");
  }

  /** The lock that the running server holds. */
  public Path lock() {
    return path.resolve("lock");
  }
}
