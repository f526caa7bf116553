package io.setkeeper.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import org.junit.jupiter.api.Test;

/** What a person is told to type. */
class KubectlTest {
  private static final StatefulSetView.Known SET =
      new StatefulSetView.Known("shop", "db", 3, 0, false, true, Wishes.NONE);

  @Test
  void itReachesTheSetWhateverNamespaceThePasterIsIn() {
    assertThat(Kubectl.annotate(SET, "setkeeper.io/start-afresh", "abc"))
        .isEqualTo(
            "kubectl annotate --overwrite -n shop statefulset/db setkeeper.io/start-afresh=abc");
    assertThat(Kubectl.scale(SET)).isEqualTo("kubectl scale -n shop statefulset/db --replicas=N");
    assertThat(Kubectl.forget(SET, "db-2"))
        .isEqualTo("kubectl delete -n shop pod/db-2 --force --grace-period=0");
  }

  @Test
  void aShellTakesAValueWithBlanksAsOne() {
    assertThat(Kubectl.annotate(SET, "setkeeper.io/recover-from", "db-0@3/17 without db-1,db-2"))
        .endsWith(" setkeeper.io/recover-from='db-0@3/17 without db-1,db-2'");
  }
}
