package io.setkeeper.keeper.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The documentation has the table as the code has it. {@code mvn -pl keeper -am test
 * -Dtest=SettingsTableTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=write} writes it.
 */
class SettingsTableTest {
  private static final Path DOCS = Path.of("..", "docs", "keeper.md");
  private static final String BEGIN = "<!-- settings:begin -->\n";
  private static final String END = "<!-- settings:end -->";

  @Test
  void theDocumentationIsInStep() throws IOException {
    String docs = Files.readString(DOCS);
    String head = docs.substring(0, docs.indexOf(BEGIN) + BEGIN.length());
    String inStep =
        head + "\n" + SettingsTable.markdown() + "\n" + docs.substring(docs.indexOf(END));
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(DOCS, inStep);
    }
    assertThat(Files.readString(DOCS))
        .as("docs/keeper.md is out of step with Variables: run this test with -Ddocs=write")
        .isEqualTo(inStep);
  }
}
