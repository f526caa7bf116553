package io.setkeeper.cli.mongod;

import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a binary what it is before anything relies on it. */
final class MongodBinary {
  private static final Pattern VERSION = Pattern.compile("db version v([0-9]+)\\.([0-9]+)(\\S*)");
  private static final long PATIENCE_SECONDS = 20;

  private MongodBinary() {}

  /**
   * Runs {@code --version}.
   *
   * @throws Refusal when it is not there, does not start, is no mongod, or older than 4.4
   */
  static MongodProgram.Native check(Path given) {
    Path binary = given.toAbsolutePath().normalize();
    if (!Files.isRegularFile(binary)) {
      throw new Refusal("There is no mongod at " + binary, "Check the path after --mongod");
    }
    if (!Files.isExecutable(binary)) {
      throw new Refusal(binary + " is not executable", "chmod +x " + binary);
    }
    String said = ask(binary);
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new Refusal(
          "%s --version does not say that it is a mongod: %s"
              .formatted(binary, said.lines().findFirst().orElse("it says nothing")),
          "Name the mongod binary of MongoDB 4.4 or later");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    String number = major + "." + minor + version.group(3);
    if (major < 4 || (major == 4 && minor < 4)) {
      throw new Refusal(
          "%s is MongoDB %s; Setkeeper takes 4.4 or later".formatted(binary, number),
          "Name a newer one, or --mongod standin");
    }
    return new MongodProgram.Native(binary, number);
  }

  private static String ask(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw doesNotStart(binary, "no answer to --version in " + PATIENCE_SECONDS + " s");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw doesNotStart(
            binary,
            "exit code %d: %s"
                .formatted(process.exitValue(), said.lines().findFirst().orElse("no output")));
      }
      return said;
    } catch (IOException e) {
      throw doesNotStart(binary, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw doesNotStart(binary, "interrupted");
    }
  }

  private static Refusal doesNotStart(Path binary, String why) {
    return new Refusal(
        "%s does not start: %s".formatted(binary, why),
        "Install what it lacks (often libcurl4 or libssl), or use --mongod standin");
  }
}
