package io.setkeeper.cli.mongod;

import io.setkeeper.cli.base.Environment;
import io.setkeeper.cli.base.Refusal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the user said with {@code --mongod}.
 *
 * @param word {@code auto}, {@code standin}, a path (with a slash in it) or a version
 */
public record MongodChoice(String word) {
  private static final String AUTO = "auto";

  /**
   * Finds the program, and downloads it where a version is named.
   *
   * @param tell where a line for the user goes
   * @throws Refusal when there is no such mongod
   */
  public MongodProgram resolve(Environment environment, Consumer<String> tell) {
    if (word.equals(AUTO)) {
      return auto(environment, tell);
    }
    if (word.equals(MongodProgram.STANDIN)) {
      return new MongodProgram.StandIn();
    }
    if (word.matches("[0-9]+(\\.[0-9]+){1,2}(-[A-Za-z0-9]+)?")) {
      return MongodBinary.check(MongodDownload.binary(word, environment, tell));
    }
    if (word.contains(File.separator)) {
      return MongodBinary.check(Path.of(word));
    }
    throw new Refusal(
        "--mongod can't be '" + word + "'",
        "It is auto, standin, a path such as /usr/bin/mongod, or a version such as 8.0");
  }

  private static MongodProgram auto(Environment environment, Consumer<String> tell) {
    Optional<Path> onPath = onPath(environment);
    if (onPath.isPresent()) {
      MongodProgram.Native found = MongodBinary.check(onPath.get());
      tell.accept("mongod: " + found.described() + "; for the stand-in: --mongod standin");
      return found;
    }
    tell.accept(
        "mongod: none on the PATH, so the stand-in serves (never for production);"
            + " for a real one: --mongod 8.0 downloads it, --mongod PATH takes yours");
    return new MongodProgram.StandIn();
  }

  private static Optional<Path> onPath(Environment environment) {
    return environment.get("PATH").stream()
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "mongod"))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
