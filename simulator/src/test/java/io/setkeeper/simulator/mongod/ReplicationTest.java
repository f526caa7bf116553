package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.MemberState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationTest {
  private static void isolate(Lab lab, int member) {
    for (int i = 0; i < lab.volumes.size(); i++) {
      lab.network.cut(Lab.place(member), Lab.place(i));
      lab.network.cut(Lab.place(i), Lab.place(member));
    }
  }

  @Test
  void aWriteIsAcknowledgedWhenAMajorityHasIt() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();

    assertThat(lab.write(primary, 1_000)).contains(Ack.ACKNOWLEDGED);
    Entry entry = lab.volumes.get(primary).oplog();
    assertThat(lab.volumes.stream().filter(v -> v.oplog().holds(entry)).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void aSecondaryTakesNoWrites() {
    Lab lab = Lab.whole(3);

    assertThat(lab.write((lab.primary().orElseThrow() + 1) % 3, 1_000)).contains(Ack.NOT_PRIMARY);
  }

  @Test
  void aWriteThatNoMajorityGotIsRolledBackWhenItsPrimaryComesBack() {
    Lab lab = Lab.whole(3);
    int old = lab.primary().orElseThrow();
    isolate(lab, old);

    assertThat(lab.write(old, 30_000)).contains(Ack.INTERRUPTED);
    Entry lost = lab.volumes.get(old).oplog();
    List<Entry> rolledBack = new ArrayList<>();
    lab.mongods.observe(
        new Observer() {
          @Override
          public void rolledBack(SimMongod mongod, Entry from, Entry to) {
            rolledBack.add(from);
          }
        });
    lab.until(() -> lab.primary().isPresent());
    lab.network.healAll();
    lab.until(() -> !rolledBack.isEmpty());
    lab.until(lab::isWhole);

    assertThat(rolledBack).containsExactly(lost);
    assertThat(lab.volumes).noneMatch(v -> v.oplog().holds(lost));
  }

  @Test
  void aWipedMemberCopiesAllDataAndKeepsItsId() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    int wiped = (primary + 1) % 3;
    lab.mongod(wiped).kill();
    lab.volumes.get(wiped).wipe();
    lab.start(wiped);

    lab.until(() -> lab.mongod(wiped).state() == MemberState.STARTUP2);
    assertThat(lab.ask(wiped).applied().isNone()).isTrue();
    lab.until(() -> lab.mongod(wiped).state() == MemberState.SECONDARY);
    assertThat(lab.ask(wiped).selfId()).isEqualTo(wiped);
  }

  @Test
  void aFrozenProcessGoesOnWhereItWas() {
    Lab lab = Lab.whole(3);
    int primary = lab.primary().orElseThrow();
    lab.mongod(primary).freeze();
    lab.until(() -> lab.primary().filter(p -> p != primary).isPresent());

    lab.mongod(primary).thaw();

    lab.until(lab::isWhole);
    assertThat(lab.mongod(primary).state()).isEqualTo(MemberState.SECONDARY);
  }
}
