package io.setkeeper.cli.mongod;

import io.setkeeper.cli.base.Refusal;
import java.nio.file.Path;

/** What runs as mongod. */
public sealed interface MongodProgram {
  /** The stand-in of this build. */
  record StandIn() implements MongodProgram {
    @Override
    public String toString() {
      return STANDIN;
    }
  }

  /**
   * A real one.
   *
   * @param binary absolute
   * @param version as it says itself: {@code 8.0.4}
   */
  record Native(Path binary, String version) implements MongodProgram {
    @Override
    public String toString() {
      return binary.toString();
    }
  }

  /** The word for the stand-in, on the command line and in the sandbox's state. */
  String STANDIN = "standin";

  /** What a person reads. */
  default String described() {
    return switch (this) {
      case StandIn() -> "the stand-in (for laptops and tests, never for production)";
      case Native(Path binary, String version) -> "mongod " + version + " at " + binary;
    };
  }

  /**
   * The reverse of {@code toString}.
   *
   * @throws Refusal for a binary that does not start
   */
  static MongodProgram parse(String text) {
    return text.equals(STANDIN) ? new StandIn() : MongodBinary.check(Path.of(text));
  }
}
