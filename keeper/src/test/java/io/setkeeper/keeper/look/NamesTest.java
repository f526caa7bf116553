package io.setkeeper.keeper.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.keeper.Sets;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final HostPort OWN = new HostPort("127.0.0.1", 27017);
  private final Names names = new Names(OWN, Sets.host(0).host());

  @Test
  void theOwnMongodHasItsNameBeforeAnythingIsSeen() {
    assertThat(names.of(OWN)).isEqualTo("mongo-0.mongo.shop.svc.cluster.local");
  }

  @Test
  void aPodsAddressHasItsMembersName() {
    names.learn(Sets.pods());
    assertThat(names.of(new HostPort("10.1.0.2", 27017)))
        .isEqualTo("mongo-2.mongo.shop.svc.cluster.local");
  }

  @Test
  void anAddressThatIsNoPodsStandsForItself() {
    assertThat(names.of(new HostPort("10.9.9.9", 27017))).isEqualTo("10.9.9.9");
  }
}
