package io.setkeeper.core.decision;

/** What is to be done now, with its reason. */
public sealed interface Decision {
  Reason reason();

  /** Do this one thing, then look again. */
  record Act(Action action, Reason reason) implements Decision {}

  /** Read everything from the API server itself, then decide again: a cache may be stale. */
  record LookAgain(Reason reason) implements Decision {}

  /** Something is due, but not by this keeper or not yet. */
  record Wait(Reason reason) implements Decision {}

  /** Nothing helps but a person: the reason says what is wrong and what to do. */
  record Refuse(Reason reason) implements Decision {}

  /** The set is whole: wanted members, one writable primary, the others SECONDARY, no step due. */
  record Rest(Reason reason) implements Decision {}
}
