package io.setkeeper.simulator.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page has the table of mutants as the code has it. {@code mvn -pl simulator -am test
 * -Dtest=MutantsTableTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write} writes it.
 */
class MutantsTableTest {
  private static final Path DOCS = Path.of("..", "docs", "simulator.md");
  private static final String BEGIN = "<!-- mutants:begin -->\n";
  private static final String END = "<!-- mutants:end -->";

  private static String table() {
    return "\n| mutant | a keeper that | is noticed by |\n|---|---|---|\n"
        + Arrays.stream(Mutant.values())
            .map(m -> "| `%s` | %s | `%s` |\n".formatted(m, m.does(), m.caughtBy()))
            .collect(Collectors.joining())
        + "\n";
  }

  @Test
  void thePageIsInStep() throws IOException {
    String page = Files.readString(DOCS);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String inStep = head + table() + page.substring(page.indexOf(END));
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(DOCS, inStep);
    }
    assertThat(Files.readString(DOCS))
        .as("docs/simulator.md is out of step with Mutant: run this test with -Ddocs=write")
        .isEqualTo(inStep);
  }

  @Test
  void everyInvariantThatNoticesOneIsExplained() throws IOException {
    String page = Files.readString(DOCS);

    assertThat(Mutant.values())
        .allSatisfy(mutant -> assertThat(page).contains("\n| `" + mutant.caughtBy() + "` | "));
  }
}
