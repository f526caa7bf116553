package io.setkeeper.keeper.http;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.keeper.Sets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T07:00:00Z");

  private Instant now = BEGIN;
  private final Health health = new Health(() -> now, Duration.ofMinutes(2));

  private void step(Mongod own) {
    health.taken(Sets.rests(Sets.snapshot(Sets.pods(), own)), now);
  }

  @Test
  void itIsReadyFromTheFirstStepOnWhateverTheSetIsLike() {
    assertThat(health.ready().status()).isEqualTo(503);
    step(new Mongod.Unknown("Connection refused", true));
    assertThat(health.ready().status()).isEqualTo(200);
  }

  @Test
  void whileItCantBeginItSaysWhatItWaitsFor() {
    health.waitsFor("the service account may not get pods");
    assertThat(health.ready().body()).contains("may not get pods");
    assertThat(health.live().status()).isEqualTo(200);
  }

  @Test
  void aLoopThatIsStuckIsDead() {
    step(Sets.inSet(0, PRIMARY));
    now = BEGIN.plus(Duration.ofMinutes(2));
    assertThat(health.live().status()).isEqualTo(200);
    now = now.plusSeconds(1);
    assertThat(health.live().status()).isEqualTo(503);
    step(Sets.inSet(0, PRIMARY));
    assertThat(health.live().status()).isEqualTo(200);
  }

  @Test
  void aLoopThatWaitsAsLongAsItMeantToIsAlive() {
    step(Sets.inSet(0, PRIMARY));
    health.waits(Duration.ofHours(1));
    now = BEGIN.plus(Duration.ofHours(1));
    assertThat(health.live().status()).isEqualTo(200);
    now = now.plus(Duration.ofMinutes(2)).plusSeconds(1);
    assertThat(health.live().status()).isEqualTo(503);
  }

  @Test
  void aStepThatNeverEndsIsFoundAfterTheSameTimeHoweverLongTheWaitBeforeIt() {
    step(Sets.inSet(0, PRIMARY));
    health.waits(Duration.ofHours(1));
    health.begins();
    now = BEGIN.plus(Duration.ofMinutes(2)).plusSeconds(1);
    assertThat(health.live().status()).isEqualTo(503);
  }
}
