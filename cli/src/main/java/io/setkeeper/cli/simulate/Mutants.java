package io.setkeeper.cli.simulate;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.cli.view.Columns;
import io.setkeeper.simulator.mutant.Mutant;
import io.setkeeper.simulator.mutant.Mutation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Keepers that each lack one rule: whether the simulator catches them. */
public final class Mutants {
  private Mutants() {}

  /**
   * Looks for a seed that catches each.
   *
   * @param json whether the result is written as JSON
   * @return the exit code
   */
  public static int run(boolean json, PrintWriter out) throws InterruptedException {
    List<Mutation.Verdict> verdicts = new ArrayList<>();
    for (Mutant mutant : Mutant.values()) {
      Mutation.Verdict verdict = Mutation.check(mutant);
      verdicts.add(verdict);
      if (!json) {
        out.println(line(verdict));
      }
    }
    long survivors = verdicts.stream().filter(verdict -> verdict.caught().isEmpty()).count();
    if (json) {
      out.println(json(verdicts).toPrettyString());
    } else {
      out.println();
      table(verdicts).forEach(out::println);
      out.println(
          survivors == 0
              ? "Every one of %d mutants was caught.".formatted(verdicts.size())
              : "%d of %d mutants were caught by no seed up to %d."
                  .formatted(survivors, verdicts.size(), Mutation.SEEDS));
    }
    return survivors == 0 ? ExitCode.OK : ExitCode.VIOLATED;
  }

  private static String line(Mutation.Verdict verdict) {
    return "%s: %s".formatted(verdict.mutant(), caught(verdict).orElse("caught by NO seed"));
  }

  private static Optional<String> caught(Mutation.Verdict verdict) {
    return verdict.caught().map(result -> "caught by seed " + result.seed());
  }

  private static List<String> table(List<Mutation.Verdict> verdicts) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("A KEEPER THAT", "VIOLATES", "IN SEED"));
    for (Mutation.Verdict verdict : verdicts) {
      rows.add(
          List.of(
              verdict.mutant().does(),
              verdict.mutant().caughtBy(),
              verdict.caught().map(result -> Long.toString(result.seed())).orElse("NONE")));
    }
    return Columns.aligned(rows);
  }

  private static ArrayNode json(List<Mutation.Verdict> verdicts) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    for (Mutation.Verdict verdict : verdicts) {
      var mutant =
          array
              .addObject()
              .put("mutant", verdict.mutant().name())
              .put("does", verdict.mutant().does())
              .put("caughtBy", verdict.mutant().caughtBy())
              .put("seeds", verdict.run());
      verdict
          .caught()
          .ifPresentOrElse(
              result -> mutant.put("seed", result.seed()), () -> mutant.putNull("seed"));
    }
    return array;
  }
}
