package io.setkeeper.core.decision;

import io.setkeeper.core.model.StatefulSetView;

/**
 * What a person types, as it can be pasted: with the namespace, for the paster's context may name
 * another, and so that it may be typed twice.
 */
final class Kubectl {
  private Kubectl() {}

  /** Says a wish or an order on the StatefulSet. */
  static String annotate(StatefulSetView.Known set, String annotation, String value) {
    String quote = value.contains(" ") ? "'" : "";
    return "kubectl annotate --overwrite -n %s statefulset/%s %s=%s%s%s"
        .formatted(set.namespace(), set.name(), annotation, quote, value, quote);
  }

  static String scale(StatefulSetView.Known set) {
    return "kubectl scale -n %s statefulset/%s --replicas=N".formatted(set.namespace(), set.name());
  }

  /** Takes a pod off a node that nobody will see again. */
  static String forget(StatefulSetView.Known set, String pod) {
    return "kubectl delete -n %s pod/%s --force --grace-period=0".formatted(set.namespace(), pod);
  }
}
