package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Scalars;

/** What the keeper must be allowed at the API server: docs/access.md has the reasons. */
final class Rights {
  private static final String RBAC = "rbac.authorization.k8s.io/v1";

  private Rights() {}

  static boolean hasAccount(MongoSet set, Bundle bundle) {
    return bundle.find("ServiceAccount", Names.account(set), set.item()).isPresent();
  }

  static String account(MongoSet set, Wishes wishes) {
    return Names.head("v1", "ServiceAccount", set);
  }

  static boolean hasRole(MongoSet set, Bundle bundle) {
    return bundle.find("Role", Names.of("Role", set), set.item()).isPresent();
  }

  /**
   * Names are named where Kubernetes can go by them: not for what is created or found by labels.
   */
  static String role(MongoSet set, Wishes wishes) {
    return Names.head(RBAC, "Role", set)
        + """
        rules:
        # What is the set to be like?
        - apiGroups: [apps]
          resources: [statefulsets]
          resourceNames: [SET]
          verbs: [get, list, watch]
        # Which pods are there? And the role label, and the newest decision on the own pod.
        - apiGroups: [""]
          resources: [pods]
          verbs: [get, list, watch, patch]
        # Can a volume hold a config? Until that is known no set is initiated.
        - apiGroups: [""]
          resources: [persistentvolumeclaims]
          verbs: [list]
        # The set's durable record.
        - apiGroups: [""]
          resources: [configmaps]
          resourceNames: [SET-setkeeper]
          verbs: [get, list, watch, update]
        - apiGroups: [""]
          resources: [configmaps]
          verbs: [create]
        # Who initiates the set.
        - apiGroups: [coordination.k8s.io]
          resources: [leases]
          resourceNames: [SET-setkeeper]
          verbs: [get, update]
        - apiGroups: [coordination.k8s.io]
          resources: [leases]
          verbs: [create]
        # What kubectl describe shows of what was done.
        - apiGroups: [""]
          resources: [events]
          verbs: [get, create, patch]
        """
            .replace("SET", set.name());
  }

  static boolean hasBinding(MongoSet set, Bundle bundle) {
    String role = Names.of("Role", set);
    return bundle
        .items("RoleBinding")
        .filter(b -> bundle.together(b, set.item()))
        .anyMatch(b -> Trees.text(b.tree(), "roleRef", "name").equals(role));
  }

  static String binding(MongoSet set, Wishes wishes) {
    String namespace =
        set.item().namespace().isEmpty() ? wishes.namespace() : set.item().namespace();
    return Names.head(RBAC, "RoleBinding", set)
        + """
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: %s
        subjects:
        - kind: ServiceAccount
          name: %s
          namespace: %s
        """
            .formatted(
                Names.of("Role", set), Scalars.text(Names.account(set)), Scalars.text(namespace));
  }
}
