package io.setkeeper.cli.explain;

import io.setkeeper.core.decision.Reason;
import java.util.ArrayList;
import java.util.List;

/** An account as text. Pure. */
public final class ExplainText {
  private ExplainText() {}

  /** The lines, without an end of line. */
  public static List<String> lines(Account account) {
    Reason reason = account.decision().reason();
    List<String> lines = new ArrayList<>(SnapshotText.lines(account));
    lines.add("");
    lines.add("Next, by the keeper of " + account.snapshot().self() + ": " + reason.what());
    lines.add("  because " + reason.why() + " [" + reason.rule() + "]");
    return List.copyOf(lines);
  }
}
