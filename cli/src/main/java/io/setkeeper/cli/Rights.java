package io.setkeeper.cli;

/** What the verbs need to be allowed in a cluster, for whom RBAC refuses something. */
final class Rights {
  /** How a cluster is named, for the verbs' help. */
  static final String WHICH_CLUSTER =
      "with --context or --kubeconfig, or as kubectl's plugin, where kubectl looks.";

  static final String TO_CHOOSE = "list on statefulsets.apps";

  static final String TO_CONNECT =
      "get and list on statefulsets.apps, list and watch on pods, and get and create on pods/portforward";

  static final String TO_LOOK =
      "get and list on statefulsets.apps, pods and persistentvolumeclaims, get on configmaps and"
          + " leases.coordination.k8s.io, and get and create on pods/portforward";

  static final String TO_SCALE =
      "get on statefulsets.apps, get and update on statefulsets.apps/scale";
  static final String TO_DELETE = "get and delete on pods";
  static final String TO_READ_LOGS = "get on pods and pods/log";
  static final String TO_NAME_MEMBERS = "list on statefulsets.apps and pods";

  private Rights() {}
}
