package io.setkeeper.cli.base;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process's environment. Folders come from here, never from Java's {@code user.home}, which
 * ignores {@code HOME}.
 */
public record Environment(Map<String, String> variables) {

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** That of this process. */
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /** A variable that is set and not empty. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** The default sandbox's state folder, by the XDG base directory specification. */
  public Path stateHome() {
    return under("XDG_STATE_HOME", ".local/state");
  }

  /** Where downloads are kept, by the same specification. */
  public Path cacheHome() {
    return under("XDG_CACHE_HOME", ".cache");
  }

  private Path under(String variable, String underHome) {
    // The specification: a path that is not absolute is to be ignored.
    return get(variable)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .or(() -> get("HOME").map(home -> Path.of(home).resolve(underHome)))
        .orElseThrow(
            () ->
                new Refusal(
                    "Neither %s nor HOME is set, so there is no place for files"
                        .formatted(variable),
                    "Set HOME, or name a folder with --state DIR"))
        .resolve("setkeeper");
  }
}
