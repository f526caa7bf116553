package io.setkeeper.simulator.mongod;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.OpTime;
import org.junit.jupiter.api.Test;

class EntryTest {
  private static Entry grow(Entry oplog, int entries, long term) {
    Entry grown = oplog;
    for (int i = 1; i <= entries; i++) {
      grown = grown.then(new OpTime(term, 1_000 + grown.height(), i), i);
    }
    return grown;
  }

  @Test
  void anOplogHoldsWhatItGrewFromAndNothingElse() {
    Entry trunk = grow(Entry.NONE, 100, 1);
    Entry branch = grow(trunk, 37, 2);
    Entry other = grow(trunk, 1, 3);

    assertThat(branch.holds(trunk)).isTrue();
    assertThat(branch.holds(Entry.NONE)).isTrue();
    assertThat(trunk.holds(branch)).isFalse();
    assertThat(branch.holds(other)).isFalse();
  }

  @Test
  void twoBranchesHaveTheirForkInCommon() {
    Entry trunk = grow(Entry.NONE, 100, 1);

    assertThat(grow(trunk, 37, 2).common(grow(trunk, 5, 3))).isSameAs(trunk);
    assertThat(trunk.common(grow(trunk, 5, 3))).isSameAs(trunk);
    assertThat(grow(Entry.NONE, 3, 1).common(grow(Entry.NONE, 9, 2))).isSameAs(Entry.NONE);
  }
}
