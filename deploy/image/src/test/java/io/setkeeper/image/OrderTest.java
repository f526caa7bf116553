package io.setkeeper.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final List<String> GIVEN =
      List.of(
          "work=/work",
          "flags=/flags",
          "licence=/LICENSE",
          "version=1.2",
          "time=2026-01-01T00:00:00Z",
          "prefix=localhost/setkeeper",
          "tag=1.2",
          "base=",
          "revision=",
          "aot=yes");

  private static Order with(String... changed) {
    List<String> arguments = new ArrayList<>(GIVEN);
    arguments.removeIf(
        argument ->
            List.of(changed).stream()
                .anyMatch(other -> other.split("=", 2)[0].equals(argument.split("=", 2)[0])));
    arguments.addAll(List.of(changed));
    return Order.of(arguments.toArray(String[]::new));
  }

  @Test
  void imagesAreNamedByPrefixProgramAndTag() {
    assertThat(with().name(Program.KEEPER)).isEqualTo("localhost/setkeeper/keeper:1.2");
  }

  @Test
  void withoutABaseItIsThisMachines() {
    assertThat(with().base()).isEmpty();
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatThrownBy(() -> with("prefix="))
        .isInstanceOf(Unbuildable.class)
        .hasMessage("-Dimage.prefix is empty: give it a value");
  }

  @Test
  void anotherWordThanYesOrNoIsRefused() {
    assertThatThrownBy(() -> with("aot=perhaps"))
        .isInstanceOf(Unbuildable.class)
        .hasMessage("-Dimage.aot may be yes or no, and is perhaps");
  }
}
