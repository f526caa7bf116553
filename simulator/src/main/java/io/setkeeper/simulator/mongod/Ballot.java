package io.setkeeper.simulator.mongod;

import java.util.function.Consumer;

/** One round of asking for votes; who does not answer within the election timeout did not vote. */
final class Ballot {
  private final Self self;
  private final Elections.Request request;
  private final Consumer<Boolean> then;
  private int granted = 1;
  private int waiting;
  private boolean over;

  Ballot(Self self, Elections.Request request, Consumer<Boolean> then) {
    this.self = self;
    this.request = request;
    this.then = then;
  }

  void begin() {
    for (Peer peer : self.peers) {
      String there = peer.member.voting() ? self.reachable(peer.member.host()) : null;
      if (there != null) {
        waiting++;
        self.send(
            there,
            voter -> {
              Elections.Vote vote = voter.elections.asked(request);
              voter.reply(self, () -> answered(vote));
            });
      }
    }
    check();
    if (!over) {
      self.later(
          self.all.timing.electionTimeout(),
          () -> {
            waiting = 0;
            check();
          });
    }
  }

  private void answered(Elections.Vote vote) {
    if (over) {
      return;
    }
    waiting--;
    granted += vote.granted() ? 1 : 0;
    self.elections.learnTerm(vote.term());
    if (self.term > request.term()) {
      waiting = 0;
      granted = 0;
    }
    check();
  }

  private void check() {
    boolean won = granted >= self.configs.majority();
    if (!over && (won || waiting == 0)) {
      over = true;
      then.accept(won);
    }
  }
}
