package io.setkeeper.keeper;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Quorum;
import io.setkeeper.core.decision.Reason;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Snapshot SNAPSHOT =
      Sets.snapshot(Sets.pods(), Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));

  @Test
  void aDecisionIsTwoLinesWhatAndWhy() {
    assertThat(Report.text(Sets.rests(SNAPSHOT)))
        .isEqualTo("Nothing to do\n  because all is well [rule]");
  }

  @Test
  void anActionSaysWhatBecameOfItAndTheQuorumBeforeAndAfter() {
    Reason reason =
        Reason.of("leaving", "Stepping down", "this pod ends")
            .with(new Quorum(3, 3), new Quorum(3, 2));
    Step step =
        new Step(
            SNAPSHOT,
            new Decision.Act(new Action.StepDown(), reason),
            Optional.of(new Outcome.Refused("no electable secondary caught up")),
            Memory.NONE);
    assertThat(Report.text(step))
        .isEqualTo(
            "Stepping down -> refused: no electable secondary caught up\n"
                + "  because this pod ends [leaving; before: 3 of 3 voters healthy, majority 2;"
                + " after: 2 of 3 voters healthy, majority 2]");
  }
}
