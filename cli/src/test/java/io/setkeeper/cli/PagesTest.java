package io.setkeeper.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.simulator.mark.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say of tests is so: every test that they name is there. */
class PagesTest {
  private static final Path CHECKOUT = Path.of("..");

  /** {@code `SomeTest`}, {@code `SomeTest.aMethod`}, the same with IT. */
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

  private static final Pattern FAILURE = Pattern.compile("(?m)^\\| (\\d+) \\|.*$");

  private static String page(String name) {
    return text(CHECKOUT.resolve("docs").resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keeper.md", "simulator.md", "kubernetes.md"})
  void everyTestThatAPageNamesIsThere(String name) throws IOException {
    Map<String, List<Path>> classes = testClasses();

    assertThat(TEST.matcher(page(name)).results())
        .isNotEmpty()
        .allSatisfy(named -> assertThat(isThere(named, classes)).as(named.group()).isTrue());
  }

  private static boolean isThere(MatchResult named, Map<String, List<Path>> classes) {
    String method = named.group(2);
    return classes.getOrDefault(named.group(1), List.of()).stream()
        .anyMatch(source -> method == null || text(source).contains("  void " + method + "("));
  }

  @Test
  void eachFailureOfTheOldSidecarHasARowThatNamesWhatProvesItsAbsence() {
    Map<Integer, String> rows =
        FAILURE
            .matcher(page("keeper.md"))
            .results()
            .collect(
                toMap(row -> Integer.valueOf(row.group(1)), MatchResult::group, String::concat));

    assertThat(rows.keySet())
        .containsExactlyElementsOf(Arrays.stream(Failure.values()).map(Failure::number).toList());
    assertThat(Failure.values())
        .allSatisfy(
            failure ->
                assertThat(rows.get(failure.number()))
                    .as(failure.title())
                    .containsPattern(
                        failure.scenario().isEmpty()
                            ? TEST
                            : Pattern.compile("`ScenariosTest." + failure.scenario() + "`")));
  }

  /** The sources of test classes by simple name: two modules may have one of the same. */
  private static Map<String, List<Path>> testClasses() throws IOException {
    try (Stream<Path> modules = Files.list(CHECKOUT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(PagesTest::javaFiles)
          .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
