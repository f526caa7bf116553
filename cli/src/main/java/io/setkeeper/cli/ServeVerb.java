package io.setkeeper.cli;

import io.setkeeper.cli.base.Dist;
import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.mongod.MongodProgram;
import io.setkeeper.cli.server.SandboxServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code setkeeper serve}: the process that {@code up} starts; it runs until it is told to end. */
@Command(name = "serve", hidden = true, description = "Runs a sandbox: for up.")
final class ServeVerb implements Callable<Integer> {
  @Option(names = "--state", required = true)
  private Path state = Path.of("");

  @Option(names = "--mongod", required = true)
  private String mongod = "";

  @Option(names = "--train")
  private Optional<Path> training = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    Dist dist = training.map(Dist.ofProcess()::trainingTo).orElseGet(Dist::ofProcess);
    return SandboxServer.run(new StateFolder(state), dist, MongodProgram.parse(mongod));
  }
}
