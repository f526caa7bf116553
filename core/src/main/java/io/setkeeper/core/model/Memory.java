package io.setkeeper.core.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a keeper remembers of its earlier looks. It is lost when the keeper restarts, so no rule
 * relies on it for safety: it only tells when waiting for MongoDB's time-outs is needless.
 *
 * @param stoodIn the term in which this keeper asked its mongod to stand last: once per term
 * @param lastPrimary the primary that the own mongod saw last
 * @param vacancy the latest term, while the own mongod sees no primary; empty while it sees one
 */
public record Memory(
    OptionalLong stoodIn, Optional<SeenPrimary> lastPrimary, Optional<Vacancy> vacancy) {
  /** A keeper that has just begun. */
  public static final Memory NONE =
      new Memory(OptionalLong.empty(), Optional.empty(), Optional.empty());

  /**
   * A primary that was seen.
   *
   * @param id the member's {@code _id}
   * @param term the election term in which it was primary
   */
  public record SeenPrimary(int id, long term) {}

  /**
   * A term without a primary: nobody won it, who did is not heard of yet, or is gone again.
   *
   * @param term the election term
   * @param since when the keeper first saw that, by its clock
   */
  public record Vacancy(long term, Instant since) {}

  /** What is remembered after this look, taken at that moment. */
  public Memory having(Snapshot look, Instant now) {
    return look.ownMongod() instanceof Mongod.InSet own
        ? having(own, look.latestTerm(own), now)
        : this;
  }

  /**
   * The same.
   *
   * @param latest the latest election term that anybody tells
   */
  Memory having(Mongod.InSet own, long latest, Instant now) {
    Optional<SeenPrimary> seen = own.primary().map(p -> seen(p.id(), own));
    return seen.isPresent()
        ? new Memory(stoodIn, seen, Optional.empty())
        : new Memory(
            stoodIn,
            lastPrimary,
            vacancy
                .filter(known -> known.term() == latest)
                .or(() -> Optional.of(new Vacancy(latest, now))));
  }

  /**
   * A primary that is gone is listed for a heartbeat or two more, while a candidate has told the
   * next term already: that is not its term before it has a config in it (every new primary does).
   */
  private SeenPrimary seen(int id, Mongod.InSet own) {
    boolean isNews = vacancy.isPresent() || own.config().version().term() >= own.term();
    return lastPrimary
        .filter(last -> last.id() == id && last.term() <= own.term() && !isNews)
        .orElse(new SeenPrimary(id, own.term()));
  }

  /** What is remembered after the own mongod was asked to stand. */
  public Memory havingStood(long term) {
    return new Memory(OptionalLong.of(term), lastPrimary, vacancy);
  }
}
