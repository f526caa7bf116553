package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From three to five and seven and back, under a writer. */
class ScalingIT {
  @Test
  void noAcknowledgedWriteIsLostAndWhoStaysKeepsItsId(@TempDir Path folder) throws Exception {
    try (MongoSet set = Recipe.applied("scaling", folder)) {
      set.awaitWhole(3, 3);
      Map<String, Integer> ids = set.ids();
      try (Writer writer = Writer.start(set, "scaling")) {
        scale(set, 5);
        scale(set, 7);
        scale(set, 3);
        writer.awaitMore(20);
        Writer.Result result = writer.finish();
        assertThat(result.missing()).isEmpty();
        assertThat(result.failed()).isEmpty();
      }
      assertThat(set.ids()).isEqualTo(ids);
      MongoSet.patiently("three pods").until(() -> set.pods().size() == 3);
    }
  }

  private static void scale(MongoSet set, int replicas) {
    set.scale(replicas);
    set.awaitWhole(replicas, replicas);
  }
}
