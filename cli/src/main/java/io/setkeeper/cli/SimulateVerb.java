package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.simulate.Mutants;
import io.setkeeper.cli.simulate.Order;
import io.setkeeper.cli.simulate.Simulate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code setkeeper simulate}. No field or method names the simulator's types: they load late. */
@Command(
    name = "simulate",
    description = {
      "Runs the keeper's decisions in a simulated world that goes wrong, seed after seed.",
      "Checks after every event that what must hold holds. It needs nothing but this machine."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every invariant held, and all that should be reached was",
      "1:a seed violated one, or nothing reached what should be: the command to run it again is told",
      "2:the call was wrong"
    })
final class SimulateVerb implements Callable<Integer> {
  /** How the result is written. */
  enum Format {
    text,
    json
  }

  private final PrintWriter out;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many; 1,000 by default, 1 with --trace or --report.")
  private Optional<Long> seeds = Optional.empty();

  @Option(names = "--seed", paramLabel = "S", description = "The first one; 1 by default.")
  private long first = 1;

  @Option(
      names = "--trace",
      description = "Prints all that happened in a seed: the one that failed, else the first.")
  private boolean trace;

  @Option(names = "--report", paramLabel = "FILE.html", description = "Draws that seed as a page.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--mutants",
      description =
          "Instead: switches off one rule after the other, and looks whether a seed notices.")
  private boolean mutants;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "How the result is written.")
  private Format format = Format.text;

  SimulateVerb(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (mutants) {
      refuseWithMutants();
      return Mutants.run(format == Format.json, out);
    }
    Order order = Order.of(seeds, first, trace, report, format == Format.json);
    return Simulate.run(order, out);
  }

  private void refuseWithMutants() {
    if (seeds.isPresent() || trace || report.isPresent()) {
      throw new Refusal(
          "--mutants takes the seeds that it needs, and tells of no single one",
          "Leave --seeds, --trace and --report out");
    }
  }
}
