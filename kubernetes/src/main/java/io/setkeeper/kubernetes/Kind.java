package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds that are read or written, with what discovery would say of them. */
enum Kind {
  STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets", true),
  POD("", "v1", "Pod", "pods", true),
  CLAIM("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
  CONFIG_MAP("", "v1", "ConfigMap", "configmaps", true),
  EVENT("", "v1", "Event", "events", true),
  LEASE("coordination.k8s.io", "v1", "Lease", "leases", true),
  NODE("", "v1", "Node", "nodes", false);

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;
  private final boolean namespaced;

  Kind(String group, String version, String kind, String plural, boolean namespaced) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
    this.namespaced = namespaced;
  }

  String kind() {
    return kind;
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Whether its objects are in a namespace; others are the cluster's. */
  boolean namespaced() {
    return namespaced;
  }

  /** The rule of a Role that allows a verb, as YAML. */
  String rule(String verbs) {
    return "{apiGroups: [\"%s\"], resources: [%s], verbs: [%s]}".formatted(group, plural, verbs);
  }

  /** In words: {@code statefulsets.apps}. */
  String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group.isEmpty() ? null : group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }
}
