package io.setkeeper.simulator.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a run, to be printed or drawn. Recording costs time, so a run that only looks
 * for violations has a silent one.
 */
public final class Trace {
  /** What kind of thing happened. */
  public enum Kind {
    /** A fault begins or ends. */
    FAULT,
    /** The StatefulSet was changed by a person. */
    ORDER,
    /** A pod came, went, or changed. */
    POD,
    /** A member changed its state: the text is MongoDB's name of it. */
    STATE,
    /** A member stands for election, wins or loses. */
    ELECTION,
    /** A config was written by a primary (or by force). */
    CONFIG,
    /** A member installed a config. */
    INSTALLED,
    /** A keeper decided: what and why. */
    DECISION,
    /** What became of a keeper's action. */
    OUTCOME,
    /** A message was lost on the way. */
    LOST,
    /** Writes were acknowledged, lost or rolled back. */
    WRITE,
    /** An invariant does not hold. */
    VIOLATION
  }

  /**
   * Something that happened.
   *
   * @param at milliseconds since the beginning
   * @param lane where: {@code mongod/mongo-0}, {@code keeper/mongo-0}, {@code api}, {@code world}
   */
  public record Event(long at, String lane, Kind kind, String text) {}

  private final boolean silent;
  private final List<Event> events = new ArrayList<>();

  private Trace(boolean silent) {
    this.silent = silent;
  }

  /** One that keeps everything. */
  public static Trace recording() {
    return new Trace(false);
  }

  /** One that keeps nothing. */
  public static Trace silent() {
    return new Trace(true);
  }

  /** Whether it is worth while to make up a text. */
  public boolean isRecording() {
    return !silent;
  }

  public void add(long at, String lane, Kind kind, String text) {
    if (!silent) {
      events.add(new Event(at, lane, kind, text));
    }
  }

  public List<Event> events() {
    return List.copyOf(events);
  }
}
