package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds that are read or written, with what discovery would say of them. */
enum Kind {
  STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets"),
  POD("", "v1", "Pod", "pods"),
  CLAIM("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
  CONFIG_MAP("", "v1", "ConfigMap", "configmaps"),
  LEASE("coordination.k8s.io", "v1", "Lease", "leases");

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;

  Kind(String group, String version, String kind, String plural) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
  }

  String kind() {
    return kind;
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** As a Role names it: {@code statefulsets.apps}. */
  String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group.isEmpty() ? null : group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
