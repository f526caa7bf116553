package io.setkeeper.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.simulator.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final long END = 10_000;

  private static Story story(Trace.Event... events) {
    return Story.of(List.of(events), END);
  }

  private static Trace.Event fault(long at, String text) {
    return new Trace.Event(at, "world", Trace.Kind.FAULT, text);
  }

  private static Trace.Event pod(long at, String text) {
    return new Trace.Event(at, "pod/mongo-0", Trace.Kind.POD, "mongo-0 " + text);
  }

  private static Trace.Event state(long at, String state) {
    return new Trace.Event(at, "mongod/mongo-0", Trace.Kind.STATE, state);
  }

  @Test
  void aMemberIsInOneStateAfterTheOther() {
    assertThat(
            story(
                    pod(100, "created"),
                    pod(200, "its mongod starts"),
                    state(300, "SECONDARY"),
                    pod(400, "its mongod is killed"),
                    pod(500, "has ended"),
                    pod(9_000, "created"))
                .states()
                .get("mongo-0"))
        .containsExactly(
            new Stretch(100, 200, "PENDING", 0),
            new Stretch(200, 300, "STARTUP", 1),
            new Stretch(300, 400, "SECONDARY", 2),
            new Stretch(400, 500, "DOWN", 3),
            new Stretch(9_000, END, "PENDING", 5));
  }

  @Test
  void aFaultLastsUntilItsEndIsTold() {
    assertThat(
            story(
                    fault(100, "partition: [a] | [b]"),
                    fault(200, "nothing gets from a to b"),
                    fault(300, "the API server is away"),
                    fault(400, "mongo-1 stands still: keeper"),
                    fault(500, "partition ends: [a] | [b]"),
                    fault(600, "a reaches b again"),
                    fault(700, "the API server is back"),
                    fault(800, "mongo-1 goes on"))
                .faults())
        .extracting(Stretch::to)
        .containsExactly(500L, 600L, 700L, 800L);
  }

  @Test
  void whatHasNoEndOfItsOwnLastsUntilAllFaultsEndOrNoTimeAtAll() {
    assertThat(
            story(
                    fault(100, "messages take up to 900 ms, and 20 in 100 are lost"),
                    fault(200, "the keeper of mongo-0 is killed"),
                    fault(300, "the faults end"))
                .faults())
        .extracting(Stretch::to)
        .containsExactly(300L, 200L, 300L);
  }

  @Test
  void lostMessagesAreCountedBySecondAndWay() {
    List<Lost> lost =
        Lost.bySecond(
            List.of(
                new Trace.Event(1_100, "network", Trace.Kind.LOST, "a to b"),
                new Trace.Event(1_900, "network", Trace.Kind.LOST, "a to b"),
                new Trace.Event(2_000, "network", Trace.Kind.LOST, "b to a")),
            0,
            END);

    assertThat(lost).extracting(Lost::count).containsExactly(2, 1);
    assertThat(lost.getFirst().words()).contains("2 × a to b");
  }
}
