package io.setkeeper.keeper;

import static io.setkeeper.core.model.MemberState.PRIMARY;
import static io.setkeeper.core.model.MemberState.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.core.port.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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

  private void look(StatefulSetView set, Mongod own) {
    creation.taken(
        Sets.rests(
            new Snapshot(
                "mongo-0",
                set,
                Sets.pods(),
                List.of(),
                new SetRecord.None(),
                new LeaseView.Free(),
                Map.of("mongo-0", own))),
        Instant.EPOCH);
  }

  /** What Mongods.ask tells of a member of a set without users: its config can't be read. */
  private static Mongod locked() {
    return new Mongod.Unknown("the set has no user yet, so its config can't be read", false);
  }

  @Test
  void aSetWithoutUserGetsOneThoughItsConfigCantBeRead() {
    look(Sets.statefulSet(), locked());
    assertThat(created).isOne();
  }

  @Test
  void aPrimaryThatIsAskedByTheKeyFileGetsItsUser() {
    look(Sets.statefulSet(), Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));
    assertThat(created).isOne();
  }

  @Test
  void onlyAPrimaryGetsAUser() {
    look(Sets.statefulSet(), Sets.inSet(0, SECONDARY, PRIMARY, SECONDARY));
    look(Sets.statefulSet(), new Mongod.Uninitiated(true, Optional.empty()));
    assertThat(created).isZero();
  }

  @Test
  void aSetWithUsersIsLeftAlone() {
    lacksUser = false;
    look(Sets.statefulSet(), Sets.inSet(0, PRIMARY, SECONDARY, SECONDARY));
    look(Sets.statefulSet(), locked());
    assertThat(created).isZero();
  }

  @Test
  void aPausedKeeperCreatesNobody() {
    Wishes paused =
        new Wishes(
            true,
            OptionalInt.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            List.of());
    look(new StatefulSetView.Known("default", "mongo", 3, 0, false, false, paused), locked());
    look(new StatefulSetView.Unknown("the API server is away"), locked());
    assertThat(created).isZero();
  }
}
