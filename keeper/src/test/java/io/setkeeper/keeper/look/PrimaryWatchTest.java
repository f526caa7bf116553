package io.setkeeper.keeper.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.HostPort;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrimaryWatchTest {
  private static final HostPort OLD = new HostPort("10.1.0.1", 27017);
  private static final HostPort NEW = new HostPort("10.1.0.2", 27017);

  private final Set<HostPort> connected = new HashSet<>();
  private final PrimaryWatch watch = new PrimaryWatch(connected::contains);

  @Test
  void aConnectionThatWasNeverThereProvesNothing() {
    assertThat(watch.broke(OLD)).isFalse();
  }

  @Test
  void oneThatWasThereAndIsGoneBroke() {
    connected.add(OLD);
    assertThat(watch.broke(OLD)).isFalse();
    connected.remove(OLD);
    assertThat(watch.broke(OLD)).isTrue();
  }

  @Test
  void theNextPrimaryIsNotJudgedByTheLast() {
    connected.add(OLD);
    watch.broke(OLD);
    connected.remove(OLD);
    assertThat(watch.broke(NEW)).isFalse();
    assertThat(watch.broke(OLD)).isFalse();
  }
}
