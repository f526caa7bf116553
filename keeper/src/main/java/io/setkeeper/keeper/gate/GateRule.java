package io.setkeeper.keeper.gate;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Snapshot;
import java.time.Duration;

/** Core's rule, as the gate asks it. */
public final class GateRule implements PreStop.Rule {
  @Override
  public Answer answer(Snapshot snapshot, Duration held) {
    return snapshot.ownMongod() instanceof Mongod.InSet in
            && in.writable()
            && in.config().members().size() > 1
        ? new Answer(false, "it is the primary")
        : new Answer(true, "it is not the primary");
  }

  @Override
  public Duration patience(Duration grace) {
    return grace.dividedBy(2);
  }
}
