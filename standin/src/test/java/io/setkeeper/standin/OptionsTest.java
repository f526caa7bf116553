package io.setkeeper.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void theRecipesCommandLineIsUnderstood() throws Options.BadOption {
    var options =
        Options.parse(
            List.of("--replSet", "rs0", "--dbpath=/data", "--bind_ip", "127.0.0.1,10.0.0.1"));
    assertThat(options.setName()).isEqualTo("rs0");
    assertThat(options.bindTo()).containsExactly("127.0.0.1", "10.0.0.1");
    assertThat(options.port()).isEqualTo(27017);
  }

  @Test
  void anUnknownFlagIsNamed() {
    assertThatThrownBy(() -> Options.parse(List.of("--replSet", "rs0", "--smallfiles")))
        .hasMessageContaining("unrecognised option '--smallfiles'");
  }

  @Test
  void whatTheStandInLacksIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> Options.parse(List.of("--replSet", "rs0", "--auth")))
        .hasMessageContaining("no authentication (--auth): run the set with a real mongod");
  }
}
