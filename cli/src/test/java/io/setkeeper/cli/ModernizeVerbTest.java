package io.setkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.base.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Where it reads and writes. */
class ModernizeVerbTest {
  private static final String NAME = "statefulset-mongo.yaml";
  private static final String WEB =
      "apiVersion: apps/v1beta1\nkind: StatefulSet\nmetadata: {name: web}\n";
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");
  private Path recipe = Path.of("");

  @BeforeEach
  void theRecipe() throws IOException {
    recipe = Files.createDirectories(folder.resolve("recipe"));
    try (Stream<Path> files = Files.list(Path.of("../examples/mongo"))) {
      for (Path file : files.toList()) {
        Files.copy(file, recipe.resolve(file.getFileName()));
      }
    }
  }

  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("modernize", "--image", "setkeeper/keeper:1.0"));
    all.addAll(List.of(args));
    return Main.run(
        all.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private void refused(String... args) {
    assertThat(run(args)).isEqualTo(ExitCode.WRONG);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).doesNotContain("\tat ", "bug in setkeeper");
  }

  @Test
  void theResultIsPrintedAndTheFilesStay() throws IOException {
    String before = Files.readString(recipe.resolve(NAME));
    assertThat(run(recipe.toString())).isZero();
    assertThat(out.toString()).contains("apiVersion: apps/v1\nkind: StatefulSet");
    assertThat(err.toString()).contains(NAME + ": StatefulSet mongo: mongod without --smallfiles");
    assertThat(Files.readString(recipe.resolve(NAME))).isEqualTo(before);
  }

  @Test
  void filesOfTheSameNamesAreWrittenIntoAFolder() {
    Path target = folder.resolve("new/manifests");
    assertThat(run(recipe.toString(), "-o", target.toString(), "--storage-class", "ssd")).isZero();
    assertThat(target.resolve(NAME)).content().contains("storageClassName: ssd");
    assertThat(target.resolve("storageclass-fast.yaml")).doesNotExist();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileThatIsThereIsNotWrittenOver() throws IOException {
    Path target = Files.createDirectories(folder.resolve("new"));
    Files.writeString(target.resolve(NAME), "mine");
    refused(recipe.toString(), "-o", target.toString());
    assertThat(err.toString()).contains(NAME + " is there already");
    assertThat(target).isDirectoryNotContaining(file -> !file.endsWith(NAME));
  }

  @Test
  void inPlaceASecondRunSaysThatNothingIsToBeChanged() throws IOException {
    assertThat(run(recipe.toString(), "--in-place")).isZero();
    String once = Files.readString(recipe.resolve(NAME));
    assertThat(run(recipe.toString(), "--in-place")).isZero();
    assertThat(err.toString()).contains("Nothing to change");
    assertThat(Files.readString(recipe.resolve(NAME))).isEqualTo(once).contains("apps/v1\n");
    assertThat(recipe).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void inPlaceAFileOfWhichNothingIsLeftGoes() {
    assertThat(run(recipe.toString(), "--in-place", "--storage-class", "ssd")).isZero();
    assertThat(recipe.resolve("storageclass-fast.yaml")).doesNotExist();
  }

  @Test
  void oneFileThatCannotBeReadLeavesAllAsTheyAre() throws IOException {
    String before = Files.readString(recipe.resolve(NAME));
    Files.writeString(recipe.resolve("z.yaml"), "a: [\n");
    refused(recipe.toString(), "--in-place");
    assertThat(err.toString()).contains("z.yaml can't be read: line 2");
    assertThat(Files.readString(recipe.resolve(NAME))).isEqualTo(before);
  }

  @Test
  void filesWithoutASetAreRefusedAndNothingIsWritten() throws IOException {
    Path web = Files.writeString(folder.resolve("web.yaml"), WEB);
    refused(web.toString(), "-o", folder.resolve("new").toString());
    assertThat(err.toString()).contains("There is no StatefulSet of a MongoDB", web.toString());
    assertThat(folder.resolve("new")).doesNotExist();

    refused(web.toString(), "--in-place");
    assertThat(web).content().isEqualTo(WEB);
  }

  @Test
  void aFileThatIsNoTextIsRefusedByItsName() throws IOException {
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
    refused(recipe.toString(), latin.toString(), "--in-place");
    assertThat(err.toString()).contains(latin.toString(), "UTF-8");
    assertThat(recipe.resolve(NAME)).content().contains("v1beta1");
  }

  @Test
  void aLinkThatLeadsNowhereIsRefusedByItsName() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("gone.yaml"));
    refused(recipe.toString(), link.toString(), "--in-place");
    assertThat(err.toString()).contains(link.toString());
  }

  @Test
  void changesAreToldAsJson() {
    assertThat(run(recipe.toString(), "--report", "json")).isZero();
    assertThat(JsonMapper.shared().readTree(err.toString()).path("changes").size())
        .isGreaterThan(15);
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    String files = recipe.toString();
    refused(files, "--in-place", "-o", folder.toString());
    refused("-", "--in-place");
    refused(files, "--kubernetes", "1.30", "--context", "prod");
    refused(files, "--kubernetes", "1.19");
    refused(files, "--kubernetes", "new");
    refused(files, "--storage-class", "My Class");
    refused(files, "--kubernetes", "1.30");
    refused(folder.resolve("nowhere").toString());
    refused();
  }
}
