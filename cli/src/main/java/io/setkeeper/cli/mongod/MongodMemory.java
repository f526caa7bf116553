package io.setkeeper.cli.mongod;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.base.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Which mongod wrote a sandbox's volumes. The stand-in and a real mongod can't read each other's
 * files, so a later {@code up} takes the same kind.
 */
public final class MongodMemory {
  private MongodMemory() {}

  /** What {@code up} takes where the user does not say: what was used before, else auto. */
  public static String word(StateFolder state) {
    return read(state).orElse("auto");
  }

  /**
   * Holds a program against the volumes.
   *
   * @throws Refusal where they were written by the other kind
   */
  public static void check(StateFolder state, MongodProgram program) {
    boolean standIn = program instanceof MongodProgram.StandIn;
    read(state)
        .filter(before -> before.equals(MongodProgram.STANDIN) != standIn)
        .ifPresent(
            before -> {
              throw new Refusal(
                  "The volumes in %s were written by %s, which %s can't read"
                      .formatted(
                          state.path(), named(before), standIn ? "the stand-in" : "a real mongod"),
                  "Say --mongod %s, begin anew with setkeeper down --volumes, or name another folder: --state DIR"
                      .formatted(before));
            });
  }

  /**
   * Holds what the user said against what runs.
   *
   * @throws Refusal where they differ
   */
  public static void checkRunning(StateFolder state, String word) {
    read(state)
        .filter(before -> !word.equals("auto") && !word.equals(before))
        .ifPresent(
            before -> {
              throw new Refusal(
                  "The sandbox in %s runs with %s, not with --mongod %s"
                      .formatted(state.path(), named(before), word),
                  "Leave --mongod out, or end it first: setkeeper down");
            });
  }

  /** Notes what runs from now on. */
  public static void write(StateFolder state, MongodProgram program) {
    try {
      Files.writeString(state.mongod(), program + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(String word) {
    return word.equals(MongodProgram.STANDIN) ? "the stand-in" : word;
  }

  private static Optional<String> read(StateFolder state) {
    try {
      return Optional.of(Files.readString(state.mongod()).strip());
    } catch (IOException none) {
      return Optional.empty(); // where the folder can't be read, the start says why
    }
  }
}
