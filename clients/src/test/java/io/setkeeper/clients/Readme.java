package io.setkeeper.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of documentation and the commands that it tells its reader to type: lines after {@code $}
 * in console blocks.
 */
record Readme(Path file) {

  private static final String START = "```console";
  private static final String END = "```";
  private static final String PROMPT = "$ ";

  static Readme named(String name) {
    return new Readme(Setkeeper.checkout().resolve(name));
  }

  /** The commands in the page's order. */
  List<String> commands() {
    var commands = new ArrayList<String>();
    boolean inConsole = false;
    for (String line : lines()) {
      if (line.startsWith(END)) {
        inConsole = line.equals(START);
      } else if (inConsole && line.startsWith(PROMPT)) {
        commands.add(line.substring(PROMPT.length()).strip());
      }
    }
    return List.copyOf(commands);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
