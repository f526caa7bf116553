package io.setkeeper.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.Main;
import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.core.invariant.Violation;
import io.setkeeper.simulator.run.Campaign;
import io.setkeeper.simulator.run.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateTest {
  private static final Result VIOLATING =
      new Result(
          37,
          Optional.of(new Violation("one-initiation", "two sets")),
          Map.of(),
          new Result.Statistics(1_000, -1, 0, 0));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private static Campaign.Report report(Optional<Result> failure, List<String> missing) {
    return new Campaign.Report(
        2_000, failure, Map.of("rule whole", 1_990L), missing, Duration.ofSeconds(4));
  }

  @Test
  void aCampaignEndsWithATableOfWhatWasReachedAndItsPace() {
    assertThat(CampaignText.lines(report(Optional.empty(), List.of())))
        .containsExactly(
            "REACHED      IN SEEDS",
            "rule whole   1,990",
            "",
            "2,000 seeds in 4.0 s: 500 a second",
            "No invariant was violated.");
  }

  @Test
  void aFailingSeedIsNamedWithTheCommandThatRunsItAgain() {
    assertThat(CampaignText.lines(report(Optional.of(VIOLATING), List.of())))
        .contains("Again: ./setkeeper simulate --seeds 1 --seed 37 --trace")
        .anySatisfy(line -> assertThat(line).startsWith("VIOLATION in seed 37: ").contains("two"))
        .doesNotContain("No invariant was violated.");
  }

  @Test
  void whatNoSeedReachedIsNamed() {
    assertThat(CampaignText.lines(report(Optional.empty(), List.of("rule paused"))))
        .contains("rule paused   NONE", "NOT REACHED by any seed: rule paused");
  }

  @Test
  void jsonTellsTheSame() {
    assertThat(
            CampaignJson.of(new Campaign(1, 2_000), report(Optional.of(VIOLATING), List.of()))
                .toString())
        .startsWith("{\"first\":1,\"seeds\":2000,\"passed\":false,\"millis\":4000,")
        .contains("\"reached\":{\"rule whole\":1990}", "\"failure\":{\"seed\":37,");
  }

  @Test
  void aSeedIsToldAndDrawn() {
    Path file = folder.resolve("seed.html");

    assertThat(run("simulate", "--seed", "3", "--trace", "--report", file.toString()))
        .isIn(ExitCode.OK, ExitCode.VIOLATED);
    assertThat(out.toString())
        .contains("mongo-0 created", "DECISION", "1 seeds in", "Seed 3 is drawn in " + file);
    assertThat(file).content().contains("simulator, seed 3", "</html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seeds 0",
        "--seeds -5",
        "--seeds many",
        "--seed -1",
        "--seed 1.5",
        "--report /no/such/folder/seed.html",
        "--report /",
        "--trace -o json",
        "-o xml",
        "--mutants --seeds 5"
      })
  void whatCanNotBeDoneIsRefusedBeforeAnythingRuns(String args) {
    assertThat(run(("simulate " + args).split(" ", -1))).isEqualTo(ExitCode.WRONG);
    assertThat(err.toString()).startsWith("setkeeper: ").doesNotContain("\tat ", "bug");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aReportThatExistsIsReplaced() throws Exception {
    Path file = Files.writeString(folder.resolve("old.html"), "old");
    run("simulate", "--seed", "3", "--report", file.toString());

    assertThat(file).content().startsWith("<!doctype html>").contains("seed 3");
  }
}
