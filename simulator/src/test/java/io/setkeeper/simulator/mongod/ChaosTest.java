package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChaosTest {
  @Test
  void whateverHappensToProcessesAndNetworkMongodKeepsItsPromises() {
    assertThat(
            LongStream.range(0, 100)
                .mapToObj(seed -> seed + ": " + Chaos.run(seed))
                .filter(run -> !run.endsWith(": []")))
        .isEmpty();
  }
}
