package io.setkeeper.cli.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static Environment of(String... pairs) {
    return new Environment(
        pairs.length == 2
            ? Map.of(pairs[0], pairs[1])
            : pairs.length == 4 ? Map.of(pairs[0], pairs[1], pairs[2], pairs[3]) : Map.of());
  }

  @Test
  void stateLiesUnderHome() {
    assertThat(of("HOME", "/home/ann").stateHome())
        .isEqualTo(Path.of("/home/ann/.local/state/setkeeper"));
  }

  @Test
  void theStateHomeOfTheSpecificationComesFirst() {
    assertThat(of("HOME", "/home/ann", "XDG_STATE_HOME", "/var/ann").stateHome())
        .isEqualTo(Path.of("/var/ann/setkeeper"));
  }

  @Test
  void aStateHomeThatIsNotAbsoluteIsIgnored() {
    assertThat(of("HOME", "/home/ann", "XDG_STATE_HOME", "here").stateHome())
        .isEqualTo(Path.of("/home/ann/.local/state/setkeeper"));
  }

  @Test
  void withoutAHomeTheRemedyIsNamed() {
    assertThatThrownBy(() -> of().stateHome())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("HOME")
        .hasMessageContaining("--state");
  }

  @Test
  void aFolderGivenByHandNeedsNoHome() {
    assertThat(StateFolder.of(Optional.of(Path.of("/srv/x/../y")), of()).path())
        .isEqualTo(Path.of("/srv/y"));
  }
}
