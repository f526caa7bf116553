package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.MemberState;
import io.setkeeper.standin.store.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What a member asks the voters before it really stands, as mongod does: would they vote for it? A
 * real election raises the term, which ends whoever leads, also when it is lost; a dry run that is
 * lost leaves a primary that was just elected alone.
 */
final class DryRun {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Member member;
  private final Beats beats;
  private final Report own;

  DryRun(Member member) {
    this.member = member;
    this.beats = new Beats(member, member.peers());
    this.own = new View(member, member.peers()).report();
  }

  /** Whether a majority of the config's voters would. */
  boolean isWon() throws InterruptedException {
    var config = member.saved().orElseThrow().config();
    var others =
        config.members().stream()
            .filter(MemberConfig::votesNow)
            .map(MemberConfig::host)
            .filter(host -> !member.isOwn(host))
            .toList();
    int votes = 1;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ExecutorCompletionService<Boolean>(threads);
      others.forEach(host -> answers.submit(() -> wouldVote(host)));
      for (int heard = 0; heard < others.size() && votes < config.majorityVoteCount(); heard++) {
        var answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
          break;
        }
        votes += answer.state() == Future.State.SUCCESS && answer.resultNow() ? 1 : 0;
      }
      threads.shutdownNow();
    }
    return votes >= config.majorityVoteCount();
  }

  /**
   * Not for whoever has less than it has (MongoDB's replSetRequestVotes), down to Raft's own
   * entries: a primary's first ones in its term may be all that its voters lack. And not while it
   * leads in a later term itself, or has no log to vote with. A later term alone refuses nothing
   * here: mongod would take it over and stand again, and Raft tells of it only by standing.
   */
  private boolean wouldVote(String host) throws InterruptedException {
    try (var client = PeerClient.connect(host, PATIENCE, () -> {})) {
      Document reply = client.run(beats.ask(host), PATIENCE);
      if (!Fields.isTrue(reply, "ok") || !(reply.get("report") instanceof Document report)) {
        return false;
      }
      var voter = Report.fromDocument(report);
      boolean leads = voter.state() == MemberState.PRIMARY && voter.term() > own.term();
      return voter.invited() && !leads && voter.logEnd().compareTo(own.logEnd()) <= 0;
    } catch (IOException _) {
      return false;
    }
  }
}
