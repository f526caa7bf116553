package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void aDeadProcessRefusesAndAFrozenOneIsSilent() {
    Lab lab = Lab.whole(3);
    SimMongod dead = lab.mongod(1);
    dead.kill();
    lab.mongod(2).freeze();

    assertThat(dead.ask()).isEqualTo(new Mongod.Unknown("connection refused", true));
    assertThat(lab.mongods.refuses(Lab.place(1))).isTrue();
    assertThat(lab.mongod(2).ask()).isEqualTo(new Mongod.Unknown("no answer in time", false));
    assertThat(lab.mongods.refuses(Lab.place(2))).isFalse();
  }

  @Test
  void aPeerThatRefusesIsDownWithTheNextHeartbeatAndASilentOneAfterTheTimeout() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int dead = (primary + 1) % 3;
    int silent = (primary + 2) % 3;
    lab.mongod(dead).kill();
    lab.mongod(silent).freeze();

    assertThat(lab.until(() -> down(lab, primary, dead))).isLessThan(2_100);
    PeerView still = lab.ask(primary).peer(silent).orElseThrow();
    assertThat(still.healthy()).isTrue();
    lab.until(() -> down(lab, primary, silent));
  }

  @Test
  void aDeadPeersSilenceGrowsThoughHeartbeatsToItFailAgainAndAgain() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int dead = (primary + 1) % 3;
    lab.mongod(dead).kill();

    lab.until(() -> down(lab, primary, dead));
    lab.pass(20_000);
    assertThat(lab.ask(primary).peer(dead).orElseThrow().silence())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(lab.ask(primary).peer((primary + 2) % 3).orElseThrow().silence())
        .isLessThan(Duration.ofSeconds(3));
  }

  private static boolean down(Lab lab, int at, int peer) {
    return lab.ask(at).peer(peer).filter(p -> p.state() == MemberState.DOWN).isPresent();
  }

  @Test
  void onlyAPrimaryTellsWhetherItsConfigIsCommitted() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();

    assertThat(lab.ask(primary).committed()).isTrue();
    assertThat(lab.ask((primary + 1) % 3).committed()).isFalse();
  }
}
