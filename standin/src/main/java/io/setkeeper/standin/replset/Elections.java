package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a member remembers of elections: its own candidature from when it stands until it is no
 * longer primary, and its last vote. mongod forgets the vote when it was for itself.
 */
public record Elections(Optional<Candidature> candidature, Optional<Vote> vote) {

  /** None took place. */
  public static final Elections NONE = new Elections(Optional.empty(), Optional.empty());

  /**
   * {@code electionCandidateMetrics}.
   *
   * @param reason mongod's word: "electionTimeout", "stepUpRequest", "stepUpRequestSkipDryRun",
   *     "priorityTakeover", "catchupTakeover"
   * @param date when it stood
   * @param term the term it stood for
   * @param lastCommitted the newest committed write then
   * @param lastSeen the newest write then
   * @param votesNeeded how many votes it needed
   * @param priority its own priority then
   * @param electionTimeoutMillis the setting then
   * @param priorPrimaryId the primary before it, if it knew one
   * @param targetCatchup how far it had to catch up, if it had to
   * @param catchUpOps how many operations it caught up; empty in a set of one
   * @param newTermStart when it wrote the first entry of its term
   * @param majorityAvailable when that was committed
   */
  public record Candidature(
      String reason,
      Instant date,
      long term,
      OpTime lastCommitted,
      OpTime lastSeen,
      int votesNeeded,
      double priority,
      int electionTimeoutMillis,
      OptionalInt priorPrimaryId,
      Optional<OpTime> targetCatchup,
      Optional<Long> catchUpOps,
      Optional<Instant> newTermStart,
      Optional<Instant> majorityAvailable) {

    Document toDocument() {
      Document document =
          new Document("lastElectionReason", reason)
              .append("lastElectionDate", date)
              .append("electionTerm", term)
              .append("lastCommittedOpTimeAtElection", lastCommitted.toDocument())
              .append("lastSeenOpTimeAtElection", lastSeen.toDocument())
              .append("numVotesNeeded", votesNeeded)
              .append("priorityAtElection", priority)
              .append("electionTimeoutMillis", (long) electionTimeoutMillis);
      priorPrimaryId.ifPresent(id -> document.append("priorPrimaryMemberId", id));
      targetCatchup.ifPresent(
          target -> document.append("targetCatchupOpTime", target.toDocument()));
      catchUpOps.ifPresent(ops -> document.append("numCatchUpOps", ops));
      newTermStart.ifPresent(start -> document.append("newTermStartDate", start));
      majorityAvailable.ifPresent(at -> document.append("wMajorityWriteAvailabilityDate", at));
      return document;
    }
  }

  /**
   * {@code electionParticipantMetrics}.
   *
   * @param granted whether it voted for the candidate
   * @param term the term of the election
   * @param date when it voted
   * @param candidateId the candidate's {@code _id}
   * @param reason why it refused, or empty
   * @param lastApplied its own position then
   * @param maxApplied the newest position in the set that it knew of then
   * @param priority its own priority then
   * @param newTermStart when the new primary wrote the first entry of its term, once it is here
   * @param newTermApplied when that was applied here
   */
  public record Vote(
      boolean granted,
      long term,
      Instant date,
      int candidateId,
      String reason,
      OpTime lastApplied,
      OpTime maxApplied,
      double priority,
      Optional<Instant> newTermStart,
      Optional<Instant> newTermApplied) {

    Document toDocument() {
      Document document =
          new Document("votedForCandidate", granted)
              .append("electionTerm", term)
              .append("lastVoteDate", date)
              .append("electionCandidateMemberId", candidateId)
              .append("voteReason", reason)
              .append("lastAppliedOpTimeAtElection", lastApplied.toDocument())
              .append("maxAppliedOpTimeInSet", maxApplied.toDocument())
              .append("priorityAtElection", priority);
      newTermStart.ifPresent(start -> document.append("newTermStartDate", start));
      newTermApplied.ifPresent(applied -> document.append("newTermAppliedDate", applied));
      return document;
    }
  }
}
