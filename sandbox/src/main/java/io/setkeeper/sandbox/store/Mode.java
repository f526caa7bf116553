package io.setkeeper.sandbox.store;

/** Whether a write is meant. */
public enum Mode {
  STORE,
  /** Everything is checked and answered, nothing is kept. */
  DRY_RUN
}
