package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.manifest.Manifest;
import io.setkeeper.cli.manifest.Manifests;
import io.setkeeper.cli.mongod.MongodChoice;
import io.setkeeper.cli.mongod.MongodMemory;
import io.setkeeper.cli.mongod.MongodProgram;
import io.setkeeper.cli.server.Images;
import io.setkeeper.cli.server.ServerProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code setkeeper up}: reads and checks everything, starts the server, and hands over to {@link
 * Rise}.
 */
@Command(
    name = "up",
    description = {
      "Starts the sandbox, creates the objects of the files and waits until their replica set is"
          + " healthy. Ctrl-C ends it; its data stays.",
      "A later up creates what is missing and keeps what was changed."
    },
    mixinStandardHelpOptions = true)
final class UpVerb implements Callable<Integer> {
  private final PrintWriter out;
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|DIR",
      description = "Manifests; by default the recipe's, examples/mongo.")
  private List<Path> files = List.of();

  @Option(
      names = {"-d", "--detach"},
      description = "Leaves it running and returns once it is healthy.")
  private boolean detach;

  @Option(
      names = "--mongod",
      paramLabel = "auto|standin|PATH|VERSION",
      description =
          "What runs as mongod: the one on the PATH, else the stand-in (auto); the stand-in; a"
              + " binary; or a release that is downloaded.")
  private Optional<String> mongod = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Timeout.class,
      description = "How long to wait for a healthy set; 120 s by default.")
  private Duration timeout = Duration.ofMinutes(2);

  @Option(names = "--train", hidden = true, paramLabel = "DIR")
  private Optional<Path> training = Optional.empty();

  UpVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    StateFolder folder = state.folder();
    Dist dist = training.map(Dist.ofProcess()::trainingTo).orElseGet(Dist::ofProcess);
    List<Path> paths = files.isEmpty() ? List.of(dist.examples()) : files;
    List<Manifest> manifests = Manifests.read(paths, image -> runs(dist, image));
    Optional<ServerProcess> running = ServerProcess.find(folder);
    running.ifPresent(this::sayThatItRuns);
    ServerProcess server = running.orElseGet(() -> start(folder, dist));
    Rise rise = new Rise(server, running.isEmpty(), manifests, timeout, out);
    return detach || running.isPresent() ? rise.detached() : rise.attached();
  }

  private static boolean runs(Dist dist, String image) {
    return Images.of(dist, new MongodProgram.StandIn()).stream()
        .anyMatch(known -> known.matches(image));
  }

  private void sayThatItRuns(ServerProcess running) {
    out.printf(
        "A sandbox is running already in %s (process %d): what is missing is created.%n",
        running.state().path(), running.process().pid());
    mongod.ifPresent(word -> MongodMemory.checkRunning(running.state(), word));
  }

  private ServerProcess start(StateFolder folder, Dist dist) {
    MongodProgram program =
        new MongodChoice(mongod.orElseGet(() -> MongodMemory.word(folder)))
            .resolve(Environment.ofProcess(), out::println);
    MongodMemory.check(folder, program);
    try {
      return ServerProcess.start(folder, dist, program);
    } catch (Refusal refusal) {
      // Another up may have been faster.
      return ServerProcess.find(folder).orElseThrow(() -> refusal);
    }
  }
}
