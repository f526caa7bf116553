package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.LeaseView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final SetScope SCOPE =
      new SetScope("default", "mongo", Map.of(), "mongo", "cluster.local", 27017);
  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

  @Test
  void aLeaseThatWasTakenIsHeldForFifteenSeconds() {
    assertThat(Leases.read(Optional.of(Leases.taken(SCOPE, Optional.empty(), "mongo-0", NOW))))
        .isEqualTo(new LeaseView.Held("mongo-0", NOW.plusSeconds(15)));
  }

  @Test
  void withoutALeaseItIsFree() {
    assertThat(Leases.read(Optional.empty())).isEqualTo(new LeaseView.Free());
  }

  @Test
  void aLeaseThatWasGivenBackIsFree() {
    assertThat(
            Leases.read(
                Optional.of(
                    Yaml.object("{kind: Lease, metadata: {name: l}, spec: {holderIdentity: ''}}"))))
        .isEqualTo(new LeaseView.Free());
  }

  @Test
  void aLeaseWhoseTimeCantBeReadIsUnknown() {
    assertThat(
            Leases.read(
                Optional.of(
                    Yaml.object(
                        "{kind: Lease, spec: {holderIdentity: a, renewTime: noon,"
                            + " leaseDurationSeconds: 15}}"))))
        .isInstanceOf(LeaseView.Unknown.class);
  }
}
