package io.setkeeper.keeper;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.port.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserCreationTest {
  private int created;
  private boolean lacksUser = true;
  private final UserCreation creation =
      new UserCreation(
          () -> lacksUser,
          () -> {
            created++;
            return new Outcome.Done();
          });

  private void look(Mongod own) {
    creation.taken(Sets.rests(Sets.snapshot(Sets.pods(), own)), Instant.EPOCH);
  }

  @Test
  void thePrimaryOfASetWithoutUserGetsOne() {
    look(Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));
    assertThat(created).isOne();
  }

  @Test
  void aSecondaryIsLeftAlone() {
    look(Sets.inSet(0, SECONDARY, PRIMARY, SECONDARY));
    assertThat(created).isZero();
  }

  @Test
  void aSetWithUsersIsLeftAlone() {
    lacksUser = false;
    look(Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));
    assertThat(created).isZero();
  }
}
