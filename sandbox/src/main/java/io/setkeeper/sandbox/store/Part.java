package io.setkeeper.sandbox.store;

/** Which part of an object a write is for. Kinds without a status of its own know no difference. */
public enum Part {
  /** All but the status. */
  MAIN,
  /** The status alone. */
  STATUS
}
