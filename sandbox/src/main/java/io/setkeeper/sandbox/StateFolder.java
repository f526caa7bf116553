package io.setkeeper.sandbox;

import io.setkeeper.sandbox.store.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The folder of a sandbox, held by one server at a time. */
final class StateFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private StateFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, and makes it if it is missing.
   *
   * @throws SandboxException another server has it, or it can't be written
   */
  static StateFolder take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new SandboxException(
            "a sandbox with the state folder %s is running already%s: end it first, or give another folder"
                .formatted(folder, pid(folder).map(pid -> " (process " + pid + ")").orElse("")));
      }
      return new StateFolder(folder, channel);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The failure as a sentence with its remedy. */
  static SandboxException unusable(Path folder, IOException e) {
    String why =
        switch (e) {
          case AccessDeniedException denied -> "no permission for " + denied.getFile();
          case FileSystemException failed ->
              failed.getFile() + ": " + Optional.ofNullable(failed.getReason()).orElse("unusable");
          default -> Optional.ofNullable(e.getMessage()).orElse(e.toString());
        };
    return new SandboxException(
        "the state folder %s can't be used: %s; give another one, or make it writable and make room"
            .formatted(folder, why),
        e);
  }

  Path path() {
    return folder;
  }

  /** The block of addresses that the last server used here, as {@code 127.79.3}. */
  Optional<String> lastBlock() {
    return server(folder)
        .map(server -> Json.text(server, "block"))
        .filter(block -> block.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}"));
  }

  private static Optional<String> pid(Path folder) {
    return server(folder).map(server -> Json.text(server, "pid")).filter(pid -> !pid.isEmpty());
  }

  private static Optional<ObjectNode> server(Path folder) {
    try {
      byte[] content = Files.readAllBytes(folder.resolve("server.json"));
      return Json.MAPPER.readTree(content) instanceof ObjectNode found
          ? Optional.of(found)
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      // Not there, or of a server that died while it wrote: it tells nothing.
      return Optional.empty();
    }
  }

  /** Notes who serves here, and where. */
  void note(URI api, String block) throws IOException {
    ObjectNode server =
        Json.object()
            .put("pid", ProcessHandle.current().pid())
            .put("api", api.toString())
            .put("block", block);
    Path fresh = folder.resolve("server.json.new");
    Files.writeString(fresh, server.toString());
    Files.move(fresh, folder.resolve("server.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }
}
