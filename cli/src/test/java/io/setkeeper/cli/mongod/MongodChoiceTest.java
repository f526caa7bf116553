package io.setkeeper.cli.mongod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodChoiceTest {
  private final List<String> told = new ArrayList<>();
  @TempDir private Path folder = Path.of("");

  private MongodProgram resolve(String word, Map<String, String> environment) {
    return new MongodChoice(word).resolve(new Environment(environment), told::add);
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void withNoneOnThePathTheStandInServesAndSaysHowToGetTheOther() {
    assertThat(resolve("auto", Map.of("PATH", folder.toString())))
        .isEqualTo(new MongodProgram.StandIn());
    assertThat(told).singleElement().asString().contains("--mongod 8.0", "--mongod PATH");
  }

  @Test
  void theOneOnThePathIsTaken() throws IOException {
    Path mongod = program("mongod", "echo db version v7.0.5");
    assertThat(resolve("auto", Map.of("PATH", "/nowhere:" + folder)))
        .isEqualTo(new MongodProgram.Native(mongod, "7.0.5"));
    assertThat(told).singleElement().asString().contains("7.0.5", "--mongod standin");
  }

  @Test
  void aPathThatLeadsNowhereIsNamed() {
    assertThatThrownBy(() -> resolve("/no/such/mongod", Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("/no/such/mongod");
  }

  @Test
  void aMongodThatDoesNotStartIsQuoted() throws IOException {
    Path broken = program("broken", "echo libcurl.so.4: cannot open >&2; exit 127");
    assertThatThrownBy(() -> resolve(broken.toString(), Map.of()))
        .hasMessageContaining("does not start")
        .hasMessageContaining("libcurl.so.4");
  }

  @Test
  void aProgramThatIsNoMongodIsRefused() throws IOException {
    Path other = program("other", "echo I am a teapot");
    assertThatThrownBy(() -> resolve(other.toString(), Map.of())).hasMessageContaining("teapot");
  }

  @Test
  void aMongodBefore44IsRefused() throws IOException {
    Path old = program("old", "echo db version v4.2.9");
    assertThatThrownBy(() -> resolve(old.toString(), Map.of()))
        .hasMessageContaining("4.4 or later");
  }

  @Test
  void aWordThatIsNoneOfThemIsRefused() {
    assertThatThrownBy(() -> resolve("latest", Map.of()))
        .hasMessageContaining("--mongod can't be 'latest'");
  }

  @Test
  void volumesOfTheStandInAreNotGivenToARealMongod() {
    StateFolder state = new StateFolder(folder);
    MongodMemory.write(state, new MongodProgram.StandIn());

    assertThat(MongodMemory.word(state)).isEqualTo("standin");
    MongodMemory.check(state, new MongodProgram.StandIn());
    MongodProgram real = new MongodProgram.Native(Path.of("/usr/bin/mongod"), "8.0.4");
    assertThatThrownBy(() -> MongodMemory.check(state, real)).hasMessageContaining("--volumes");
  }
}
