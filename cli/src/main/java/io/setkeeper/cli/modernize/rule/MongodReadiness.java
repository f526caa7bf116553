package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pod is ready when its mongod listens. A connection tells that: no shell is asked of the image,
 * and none of mongo and mongosh, of which each has one or the other.
 *
 * <p>No liveness probe: a mongod that ended is started again without one, and one that recovers
 * after a crash does not listen for as long as it takes, in which a probe would kill it again.
 */
final class MongodReadiness implements Rule.OfSet {
  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    if (set.mongod().tree().has("readinessProbe")) {
      return Stream.empty();
    }
    String probe =
        """
        readinessProbe:
          tcpSocket:
            port: %d
          periodSeconds: 2
          timeoutSeconds: 5
        """
            .formatted(set.port());
    return Stream.of(
        Step.of(
            set.item(),
            new Edit.Put(set.mongod().at(), probe, Optional.of("volumeMounts")),
            "mongod's readinessProbe: its port %d".formatted(set.port()),
            "the next pod starts, or is replaced, when this one's mongod listens"));
  }
}
