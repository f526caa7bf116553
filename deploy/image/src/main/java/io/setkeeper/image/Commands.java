package io.setkeeper.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Programs of this machine. */
final class Commands {
  private Commands() {}

  /**
   * Runs a program to its end.
   *
   * @return what it printed, on either stream
   * @throws Unbuildable it can't be started, or ended with another code than 0
   */
  static String run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      // ldd's words in English
      builder.environment().putAll(Map.of("LC_ALL", "C"));
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new Unbuildable(
            "%s ended with code %d:%n%s".formatted(String.join(" ", command), code, output));
      }
      return output;
    } catch (IOException e) {
      throw new Unbuildable("%s can't be run: %s".formatted(command.getFirst(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unbuildable("interrupted", e);
    }
  }
}
