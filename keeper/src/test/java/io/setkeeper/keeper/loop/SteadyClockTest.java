package io.setkeeper.keeper.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-11-23T07:00:00Z");

  @Test
  void itGoesOnAsTheNanosecondsDoThoughTheyOverflow() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    SteadyClock clock = new SteadyClock(START, nanos::get);
    assertThat(clock.instant()).isEqualTo(START);
    nanos.addAndGet(1_000_000_000);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
  }
}
