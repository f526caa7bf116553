package io.setkeeper.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is one clear message, exit code 2, no trace, and nothing left running. */
class BadInputIT {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: nowhere}
      spec: {clusterIP: None, selector: {app: db}}
      ---
      """;
  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: nowhere
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}}
          spec: {containers: [{name: db, image: mongo, command: [mongod, --replSet, rs0]}]}
      """;

  @TempDir private Path folder = Path.of("");
  private Command setkeeper = new Command(folder, folder);

  @BeforeEach
  void fresh() {
    setkeeper = new Command(folder, folder.resolve("state"));
  }

  private void isRefused(String words, String... args) {
    Command.Result result = setkeeper.run(args);

    assertThat(result.code()).as(result.said()).isEqualTo(2);
    assertThat(result.said()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(ProcessHandle.allProcesses().flatMap(BadInputIT::commandLine))
        .noneMatch(line -> line.contains(setkeeper.state().toString()));
  }

  private void fileIsRefused(String words, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("set.yaml"), text);
    isRefused(words, "up", "--detach", "--mongod", "standin", "-f", file.toString());
  }

  private static Stream<String> commandLine(ProcessHandle process) {
    return process.info().commandLine().stream();
  }

  @Test
  void aMissingFile() {
    isRefused("gone.yaml", "up", "--detach", "-f", "gone.yaml");
  }

  @Test
  void aServiceThatExistsNowhere() throws IOException {
    fileIsRefused("service 'nowhere'", SET);
  }

  @Test
  void aHookAtTheWrongPlaceOfItsFile() throws IOException {
    String set = SET.replace("spec: {containers", "spec: {lifecycle: {preStop: {}}, containers");
    fileIsRefused("unknown field \"spec.template.spec.lifecycle\"", SERVICE + set);
  }

  @Test
  void aMongodThatIsNotThere() {
    isRefused("/no/such/mongod", "up", "--detach", "--mongod", "/no/such/mongod");
  }

  @Test
  void aStateFolderThatCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("state"), "a file");
    isRefused(folder.resolve("state").toString(), "up", "--detach", "--mongod", "standin");
  }

  @Test
  void aStateFolderWithOtherFiles() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/letter.txt"), "Dear");
    isRefused("holds files", "up", "--detach", "--mongod", "standin");
  }

  @Test
  void noSandbox() {
    isRefused("No sandbox is running", "status");
  }
}
