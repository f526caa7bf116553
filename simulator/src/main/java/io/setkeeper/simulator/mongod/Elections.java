package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.OpTime;
import io.setkeeper.simulator.trace.Trace;
import java.util.function.Consumer;

/**
 * Who stands for election, when, and who votes for it (source: topology_coordinator.cpp,
 * processReplSetRequestVotes, _getMyUnelectableReason). A voter in its initial sync has applied
 * nothing, so it votes for everybody: that is MongoDB's way, and what a keeper must reckon with.
 */
final class Elections {
  /** The share of the election timeout that is added at random. */
  private static final double OFFSET = 0.15;

  /**
   * A request for a vote.
   *
   * @param term the one to be elected in; the present one for a dry run
   */
  record Request(int candidate, long term, boolean dryRun, ConfigVersion version, OpTime applied) {}

  /** A voter's answer with the term that it knows. */
  record Vote(boolean granted, long term) {}

  private final Self self;
  private long timerAt;
  private boolean timing;
  private boolean candidate;
  private int takeover;
  private boolean takesOver;
  private long notBefore;

  Elections(Self self) {
    this.self = self;
  }

  /** A primary was heard of: nobody needs to stand for another election timeout. */
  void resetTimer() {
    timerAt = self.now() + timeout() + offset();
    if (!timing) {
      timing = true;
      self.later(timerAt - self.now(), this::onTimer);
    }
  }

  /** Votes that were asked for under another config do not count. */
  void configChanged() {
    candidate = false;
    resetTimer();
  }

  private void onTimer() {
    if (self.now() < timerAt) {
      self.later(timerAt - self.now(), this::onTimer);
      return;
    }
    timing = false;
    resetTimer();
    stand(false, won -> {});
  }

  private long timeout() {
    return self.all.timing.electionTimeout();
  }

  private long offset() {
    return self.all.dice.between(0, (long) (timeout() * OFFSET));
  }

  /** Not to stand for so long: it has just stepped down. */
  void pause(long millis) {
    notBefore = self.now() + millis;
  }

  /** Whether it would stand if it were asked to. */
  boolean electable() {
    Member own = self.member;
    return own != null
        && own.voting()
        && !own.arbiterOnly()
        && own.priority() > 0
        && self.state == MemberState.SECONDARY
        && self.now() >= notBefore
        && seesMajority();
  }

  private boolean seesMajority() {
    int up = 1;
    for (Peer peer : self.peers) {
      up += peer.up && peer.member.voting() ? 1 : 0;
    }
    return up >= self.configs.majority();
  }

  /** A set of one member does not wait for a time-out. */
  void standIfAlone() {
    if (self.peers.length == 0 && electable()) {
      stand(true, won -> {});
    }
  }

  /**
   * Stands for election, if it may.
   *
   * @param handedOver a primary that steps down asks for it, or nobody else votes: no dry run
   * @param then whether it won
   */
  void stand(boolean handedOver, Consumer<Boolean> then) {
    if (candidate || !electable()) {
      then.accept(false);
      return;
    }
    candidate = true;
    resetTimer();
    if (handedOver) {
      standInNextTerm(then);
    } else {
      new Ballot(self, request(self.term, true), won -> afterDryRun(won, then)).begin();
    }
  }

  private void afterDryRun(boolean won, Consumer<Boolean> then) {
    if (won && candidate && electable()) {
      standInNextTerm(then);
    } else {
      lose("the dry run is lost", then);
    }
  }

  private void standInNextTerm(Consumer<Boolean> then) {
    self.term++;
    self.volume.votedIn = self.term;
    long term = self.term;
    if (self.told()) {
      self.tell(Trace.Kind.ELECTION, "stands in term " + term);
    }
    new Ballot(
            self,
            request(term, false),
            won -> {
              if (won && candidate && self.term == term && self.state == MemberState.SECONDARY) {
                candidate = false;
                self.primacy.begin();
                then.accept(true);
              } else {
                lose("term " + term + " is lost", then);
              }
            })
        .begin();
  }

  private void lose(String how, Consumer<Boolean> then) {
    candidate = false;
    if (self.told()) {
      self.tell(Trace.Kind.ELECTION, how);
    }
    then.accept(false);
  }

  private Request request(long term, boolean dryRun) {
    int id = self.member == null ? -1 : self.member.id();
    return new Request(id, term, dryRun, self.configs.version(), self.volume.oplog.at());
  }

  /** Answers a candidate; a real vote is durable before the answer. */
  Vote asked(Request request) {
    if (self.config == null || self.member == null) {
      return new Vote(false, self.term);
    }
    long knew = self.term;
    learnTerm(request.term());
    boolean refuses =
        self.configs.version().isNewerThan(request.version())
            || request.term() < knew
            || request.applied().compareTo(self.volume.oplog.at()) < 0
            || (!request.dryRun() && self.volume.votedIn >= request.term())
            || refusesAsArbiter(request);
    if (!refuses && !request.dryRun()) {
      self.volume.votedIn = request.term();
    }
    return new Vote(!refuses, self.term);
  }

  /** An arbiter that sees a healthy primary of at least the same priority keeps it. */
  private boolean refusesAsArbiter(Request request) {
    Member own = self.member;
    if (own == null || !own.arbiterOnly() || !request.version().equals(self.configs.version())) {
      return false;
    }
    Peer stands = self.peer(request.candidate());
    double priority = stands == null ? 0 : stands.member.priority();
    for (Peer peer : self.peers) {
      if (peer.up && peer.state == MemberState.PRIMARY && peer.member.priority() >= priority) {
        return true;
      }
    }
    return false;
  }

  /** A higher term ends whatever was going on in the lower one. */
  void learnTerm(long term) {
    if (term > self.term) {
      self.term = term;
      candidate = false;
      cancelTakeover();
      self.primacy.end("there is a higher term");
    }
  }

  /** What a heartbeat means for elections. */
  void heard(Peer peer) {
    if (!peer.up || peer.state != MemberState.PRIMARY || peer.term != self.term) {
      return;
    }
    resetTimer();
    Member own = self.member;
    if (own != null && own.priority() > peer.member.priority() && !takesOver) {
      takesOver = true;
      int mine = ++takeover;
      self.later(takeoverDelay(own), () -> takeOver(mine));
    }
  }

  private long takeoverDelay(Member own) {
    int rank = 0;
    for (Peer peer : self.peers) {
      rank += peer.member.priority() > own.priority() ? 1 : 0;
    }
    return (rank + 1) * timeout() + offset();
  }

  private void cancelTakeover() {
    takesOver = false;
    takeover++;
  }

  private void takeOver(int mine) {
    if (mine != takeover) {
      return;
    }
    takesOver = false;
    Peer primary = self.primary();
    Member own = self.member;
    if (primary != null
        && own != null
        && own.priority() > primary.member.priority()
        && self.volume.oplog.at().secondsBehind(primary.applied) <= 2) {
      stand(false, won -> {});
    }
  }
}
