package io.setkeeper.core.port;

/** What became of an action. Whatever it was, the world is looked at again before the next one. */
public sealed interface Outcome {
  /** It was done. */
  record Done() implements Outcome {}

  /** Somebody else was faster, or the server is busy with a change: decide on a new look. */
  record Stale(String why) implements Outcome {}

  /**
   * It was refused.
   *
   * @param why the server's own words, with its code
   */
  record Refused(String why) implements Outcome {}

  /** No answer came: it may have been done. */
  record Unknown(String why) implements Outcome {}
}
