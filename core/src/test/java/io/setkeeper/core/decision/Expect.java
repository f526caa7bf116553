package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import java.util.List;

/** What a test expects of a decision. */
final class Expect {
  private Expect() {}

  static <A extends Action> A action(Scene scene, Class<A> kind) {
    Decision decision = scene.decision();
    assertThat(decision).as("%s", decision.reason()).isInstanceOf(Decision.Act.class);
    Action action = ((Decision.Act) decision).action();
    assertThat(action).isInstanceOf(kind);
    return kind.cast(action);
  }

  /** What it reconfigures to; the record is written before, where new {@code _id}s need it. */
  static ReplicaSetConfig reconfig(Scene scene) {
    if (scene.decision() instanceof Decision.Act(Action.WriteRecord(var from, var to), var reason)
        && to instanceof SetRecord.Initiated record
        && record.setApart().isPresent()) {
      scene.record(record);
    }
    return action(scene, Action.Reconfig.class).to();
  }

  static void rests(Scene scene) {
    Decision decision = scene.decision();
    assertThat(decision).as("%s", decision.reason()).isInstanceOf(Decision.Rest.class);
  }

  static void looksAgain(Scene scene) {
    assertThat(scene.decision()).isInstanceOf(Decision.LookAgain.class);
  }

  static void waits(Scene scene, String forWhat) {
    Decision decision = scene.decision();
    assertThat(decision).isInstanceOf(Decision.Wait.class);
    assertThat(decision.reason().toString()).contains(forWhat);
  }

  static void refuses(Scene scene, String because) {
    Decision decision = scene.decision();
    assertThat(decision).isInstanceOf(Decision.Refuse.class);
    assertThat(decision.reason().toString()).contains(because);
  }

  static List<Integer> voterIds(ReplicaSetConfig config) {
    return config.voters().stream().map(Member::id).toList();
  }
}
