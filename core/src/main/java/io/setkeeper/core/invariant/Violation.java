package io.setkeeper.core.invariant;

/**
 * Something that must never be, and was.
 *
 * @param invariant its name
 * @param what was seen
 */
public record Violation(String invariant, String what) {
  @Override
  public String toString() {
    return invariant + ": " + what;
  }
}
