package io.setkeeper.core.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a keeper remembers of its earlier looks. It is lost when the keeper restarts, so no rule
 * relies on it for safety: it only tells when waiting for MongoDB's time-outs is needless.
 *
 * @param stoodIn the term in which this keeper asked its mongod to stand last: once per term
 * @param lastPrimary the primary that the own mongod saw last
 */
public record Memory(OptionalLong stoodIn, Optional<SeenPrimary> lastPrimary) {
  /** A keeper that has just begun. */
  public static final Memory NONE = new Memory(OptionalLong.empty(), Optional.empty());

  /**
   * A primary that was seen.
   *
   * @param id the member's {@code _id}
   * @param term the election term in which it was seen
   */
  public record SeenPrimary(int id, long term) {}

  /** What is remembered after a look. */
  public Memory having(Mongod own) {
    if (!(own instanceof Mongod.InSet in)) {
      return this;
    }
    Optional<SeenPrimary> seen = in.primary().map(p -> new SeenPrimary(p.id(), in.term()));
    return seen.isPresent() ? new Memory(stoodIn, seen) : this;
  }

  /** What is remembered after the own mongod was asked to stand. */
  public Memory havingStood(long term) {
    return new Memory(OptionalLong.of(term), lastPrimary);
  }
}
