package io.setkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a make-believe checkout, with a java and an mvn that say how they are called. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../setkeeper").toAbsolutePath().normalize();

  /** Builds what the launcher looks for, and counts how often. */
  private static final String MVN =
      """
      #!/bin/sh
      case "$1" in --version) echo "Apache Maven VERSION (abc)"; exit 0;; esac
      echo "mvn JAVA_HOME=$JAVA_HOME" >>"$PWD/calls"
      sleep 0.3
      mkdir -p cli/target/dist/lib cli/target/dist/jvm
      echo 1 >cli/target/dist/version; echo >cli/target/dist/jvm/cli; echo >cli/target/dist/built
      echo "[INFO] Building Setkeeper: core 1 [2/9]"
      """;

  @TempDir private Path folder = Path.of("");
  private Path checkout = Path.of("");
  private Path bin = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.createDirectories(checkout.resolve("examples"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.copy(
        LAUNCHER, checkout.resolve("setkeeper"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    jdk(folder.resolve("jdk"), "25.0.1");
    script(bin.resolve("mvn"), MVN.replace("VERSION", "3.8.7"));
  }

  private static void jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), "#!/bin/sh\necho \"java $*\"\n");
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Result(int code, String said) {}

  private ProcessBuilder launcher(Path program, String... args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin + ":/usr/bin:/bin");
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    return builder.directory(folder.toFile());
  }

  private static Result end(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), said);
  }

  private Result run(String... args) throws IOException, InterruptedException {
    return end(launcher(checkout.resolve("setkeeper"), args).start());
  }

  private long builds() throws IOException {
    Path calls = checkout.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  @Test
  void theFirstCallBuildsAndHandsOverItsArguments() throws Exception {
    Result result = run("status", "-o", "json");

    assertThat(result.code()).isZero();
    assertThat(result.said())
        .contains("building it from its sources")
        .contains("setkeeper-cli-1.jar status -o json");
    assertThat(Files.readString(checkout.resolve("calls")))
        .contains(folder.resolve("jdk").toString());
  }

  @Test
  void theSecondCallBuildsNothing() throws Exception {
    run("version");
    Result second = run("version");

    assertThat(second.said()).doesNotContain("building");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    run("version");
    Path source = Files.writeString(checkout.resolve("cli/src/main/New.java"), "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    run("version");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process one = launcher(checkout.resolve("setkeeper"), "version").start();
    Process two = launcher(checkout.resolve("setkeeper"), "version").start();

    assertThat(end(one).code()).isZero();
    assertThat(end(two).code()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void itWorksThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(bin.resolve("kubectl-setkeeper"), checkout.resolve("setkeeper"));

    assertThat(end(launcher(link, "version").start()).said())
        .contains("setkeeper-cli-1.jar version");
  }

  @Test
  void byItsNameAsAPluginOfKubectlItSaysThatItIsOne() throws Exception {
    Path link =
        Files.createSymbolicLink(bin.resolve("kubectl-setkeeper"), checkout.resolve("setkeeper"));

    assertThat(end(launcher(link, "status").start()).said()).contains("-Dsetkeeper.plugin=true");
    assertThat(run("status").said()).doesNotContain("plugin");
  }

  @Test
  void theProgramsExitCodeIsTheLaunchers() throws Exception {
    script(folder.resolve("jdk/bin/java"), "#!/bin/sh\nexit 7\n");

    assertThat(run("status").code()).isEqualTo(7);
  }

  @Test
  void aCacheIsUsedWhereThereIsOne() throws Exception {
    run("version");
    Files.createDirectories(checkout.resolve("cli/target/dist/aot"));
    Files.writeString(checkout.resolve("cli/target/dist/aot/cli.aot"), "");

    assertThat(run("version").said()).contains("-XX:AOTCache=");
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Files.delete(bin.resolve("mvn"));
    ProcessBuilder builder = launcher(checkout.resolve("setkeeper"), "version");
    for (String tool :
        List.of(
            "bash",
            "env",
            "dirname",
            "readlink",
            "grep",
            "find",
            "head",
            "sed",
            "mkdir",
            "flock",
            "cat",
            "tee")) {
      Path there = Path.of("/usr/bin", tool);
      if (Files.exists(there)) {
        Files.createSymbolicLink(bin.resolve(tool), there);
      }
    }
    builder.environment().put("PATH", bin.toString());
    Result result = end(builder.start());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.said()).contains("Maven 3.8 or later").contains("apt-get install maven");
  }

  @Test
  void anOldMavenIsNamed() throws Exception {
    script(bin.resolve("mvn"), MVN.replace("VERSION", "3.6.3"));
    Result result = run("version");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.said()).contains("is 3.6.3");
  }

  @Test
  void aFailedBuildShowsItsErrors() throws Exception {
    script(
        bin.resolve("mvn"),
        "#!/bin/sh\n[ \"$1\" = --version ] && echo Apache Maven 3.9.9 && exit\necho '[ERROR] no such symbol'; exit 1\n");
    Result result = run("version");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.said()).contains("no such symbol").contains("target/build.log");
  }

  @Test
  void everyFileOfFlagsThatItNamesIsThere() throws IOException {
    List<String> named =
        Pattern.compile("@\\$dist/(jvm/\\w+)")
            .matcher(Files.readString(LAUNCHER))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(named)
        .contains("jvm/cli", "jvm/simulator")
        .allSatisfy(file -> assertThat(Path.of("src/main/dist").resolve(file)).isRegularFile());
  }
}
