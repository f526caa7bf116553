package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.server.ServerProcess;
import io.setkeeper.sandbox.Sandbox;
import io.setkeeper.sandbox.SandboxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code setkeeper down}. */
@Command(
    name = "down",
    description = "Ends the sandbox; the volumes and objects stay for the next up.",
    mixinStandardHelpOptions = true)
final class DownVerb implements Runnable {
  private final PrintWriter out;
  @Mixin private StateOption state = new StateOption();

  @Option(names = "--volumes", description = "Deletes the volumes too, and all else it kept.")
  private boolean volumes;

  DownVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void run() {
    StateFolder folder = state.folder();
    Optional<ServerProcess> running = ServerProcess.find(folder);
    running.ifPresent(ServerProcess::stop);
    boolean kept = isSandbox(folder);
    if (kept) {
      endLeftovers(folder);
    }
    if (running.isEmpty() && !(volumes && kept)) {
      throw new Refusal(
          "No sandbox is running in " + folder.path(),
          kept ? "Its data is there; delete it: down --volumes" : "Name another: --state DIR");
    }
    if (volumes) {
      delete(folder);
      out.println(
          "The sandbox in %s is ended and its volumes are deleted.".formatted(folder.path()));
    } else {
      out.println("The sandbox is ended; its data stays in %s.".formatted(folder.path()));
    }
  }

  /** A server that was killed leaves its pods' processes, which have the volumes open. */
  private static void endLeftovers(StateFolder folder) {
    try {
      Sandbox.endLeftovers(folder.path());
    } catch (SandboxException e) {
      throw new Refusal(
          "The sandbox can't be ended: " + e.getMessage(), "Its log: " + folder.serverLog());
    }
  }

  /** A folder named volumes alone is in many a folder that is no sandbox's. */
  private static boolean isSandbox(StateFolder folder) {
    return Files.isRegularFile(folder.lock()) && Files.isDirectory(folder.objects());
  }

  private static void delete(StateFolder state) {
    Path folder = state.path();
    if (!isSandbox(state)) {
      throw new Refusal(
          folder + " does not look like a sandbox's folder: it is left alone", "Delete it by hand");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new Refusal(
          "%s can't be deleted: %s".formatted(folder, e), "Delete it by hand: rm -r " + folder);
    }
  }
}
