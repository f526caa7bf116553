package io.setkeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages say of each other and of the build. That the README's commands work is {@link
 * ReadmeIT}'s.
 */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void theTestCommandOfTheReadmeIsWhatIsRunForEveryChange() throws IOException {
    assertThat(Readme.named("README.md").commands()).contains("mvn verify");
    assertThat(Files.readAllLines(Setkeeper.checkout().resolve(".ci/run")))
        .contains("stage mvn -B verify");
  }

  @Test
  void theChineseReadmeHasTheSameCommands() {
    assertThat(Readme.named("README.zh-CN.md").commands())
        .isEqualTo(Readme.named("README.md").commands());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFile(Path page) throws IOException {
    List<Path> targets =
        LINK.matcher(Files.readString(page))
            .results()
            .map(link -> page.resolveSibling(link.group(1)))
            .toList();

    assertThat(targets).allSatisfy(target -> assertThat(target).exists());
  }

  static List<Path> pages() throws IOException {
    Path checkout = Setkeeper.checkout();
    try (Stream<Path> top = Files.list(checkout);
        Stream<Path> docs = Files.walk(checkout.resolve("docs"));
        Stream<Path> benchmarks = Files.list(checkout.resolve("benchmarks"))) {
      return Stream.of(top, docs, benchmarks)
          .flatMap(pages -> pages)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
