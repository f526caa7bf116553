package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;

/**
 * How long to wait for an event before the next look, in milliseconds: as long as the production
 * loop does (module keeper, Pace). No rule relies on it, so it is not the same class.
 */
final class Pace {
  private static final long URGENT = 100;
  private static final long CLOSE = 200;
  private static final long FRESH = 1_000;
  private static final long LONGEST = 5_000;
  private static final int AGE_SHARE = 40;

  private String waited = "";
  private long since;
  private int failures;

  long after(Step step, long now) {
    if (step.decision() instanceof Decision.Act) {
      if (step.outcome().filter(o -> !(o instanceof Outcome.Done)).isEmpty()) {
        failures = 0;
        return 0;
      }
      return Math.min(LONGEST, CLOSE << Math.min(failures++, 10));
    }
    failures = 0;
    Snapshot snapshot = step.snapshot();
    boolean ends = snapshot.selfPod().filter(Pod::terminating).isPresent();
    return switch (step.decision()) {
      case Decision.Act act -> 0;
      case Decision.LookAgain again -> FRESH;
      case Decision some when ends -> closely(some, CLOSE, now);
      case Decision.Wait wait -> closely(snapshot, wait, now);
      case Decision.Refuse refuse -> LONGEST;
      case Decision.Rest rest -> LONGEST;
    };
  }

  private long closely(Snapshot snapshot, Decision.Wait wait, long now) {
    if (snapshot.ownMongod() instanceof Mongod.InSet in && !in.writable()) {
      return in.primary().isPresent() ? LONGEST : closely(wait, URGENT, now);
    }
    boolean fresh = snapshot.statefulSet() instanceof StatefulSetView.Known set && set.fresh();
    return closely(wait, fresh ? FRESH : CLOSE, now);
  }

  private long closely(Decision decision, long least, long now) {
    String what = decision.reason().what();
    if (!what.equals(waited)) {
      waited = what;
      since = now;
    }
    return Math.min(LONGEST, Math.max(least, (now - since) / AGE_SHARE));
  }
}
