package io.setkeeper.sandbox.kinds;

import static io.setkeeper.sandbox.store.Subresource.LOG;
import static io.setkeeper.sandbox.store.Subresource.PORTFORWARD;
import static io.setkeeper.sandbox.store.Subresource.SCALE;
import static io.setkeeper.sandbox.store.Subresource.STATUS;

import io.setkeeper.sandbox.store.NameRule;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Served;
import java.util.List;

/** The table of the kinds that the sandbox serves. A new kind is a line here. */
public final class Kinds {
  private static final String CORE = "";
  private static final String RBAC = "rbac.authorization.k8s.io";

  public static final ResourceType NAMESPACE =
      Entry.of(CORE, "v1", "Namespace")
          .shortly("ns")
          .clusterWide()
          .named(NameRule.DNS_LABEL)
          .with(STATUS)
          .selectable("status.phase")
          .rules(new CoreRules.Namespace())
          .columns(OtherColumns.NAMESPACE)
          .done();
  public static final ResourceType NODE =
      Entry.of(CORE, "v1", "Node")
          .shortly("no")
          .clusterWide()
          .with(STATUS)
          .selectable("spec.unschedulable")
          .columns(OtherColumns.NODE)
          .done();
  public static final ResourceType POD =
      Entry.of(CORE, "v1", "Pod")
          .shortly("po")
          .inAll()
          .with(STATUS, LOG, PORTFORWARD)
          .selectable(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "status.phase",
              "status.podIP",
              "status.nominatedNodeName")
          .rules(new PodRules())
          .columns(PodColumns.ALL)
          .done();
  public static final ResourceType SERVICE =
      Entry.of(CORE, "v1", "Service")
          .shortly("svc")
          .inAll()
          .named(NameRule.DNS_1035_LABEL)
          .with(STATUS)
          .rules(new ServiceRules())
          .columns(WorkloadColumns.SERVICE)
          .done();
  public static final ResourceType ENDPOINTS =
      Entry.of(CORE, "v1", "Endpoints")
          .plural("endpoints")
          .shortly("ep")
          .columns(WorkloadColumns.ENDPOINTS)
          .done();
  public static final ResourceType CONFIG_MAP =
      Entry.of(CORE, "v1", "ConfigMap")
          .shortly("cm")
          .rules(new CoreRules.ConfigMap())
          .columns(OtherColumns.CONFIG_MAP)
          .done();
  public static final ResourceType SECRET =
      Entry.of(CORE, "v1", "Secret")
          .selectable("type")
          .rules(new CoreRules.Secret())
          .columns(OtherColumns.SECRET)
          .done();
  public static final ResourceType SERVICE_ACCOUNT =
      Entry.of(CORE, "v1", "ServiceAccount")
          .shortly("sa")
          .columns(OtherColumns.SERVICE_ACCOUNT)
          .done();
  public static final ResourceType PERSISTENT_VOLUME =
      Entry.of(CORE, "v1", "PersistentVolume")
          .shortly("pv")
          .clusterWide()
          .with(STATUS)
          .rules(new StorageRules.Volume())
          .columns(OtherColumns.VOLUME)
          .done();
  public static final ResourceType PERSISTENT_VOLUME_CLAIM =
      Entry.of(CORE, "v1", "PersistentVolumeClaim")
          .shortly("pvc")
          .with(STATUS)
          .rules(new StorageRules.Claim())
          .columns(OtherColumns.CLAIM)
          .done();
  public static final ResourceType EVENT =
      Entry.of(CORE, "v1", "Event")
          .shortly("ev")
          .forgotten()
          .selectable(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "type")
          .columns(OtherColumns.EVENT)
          .done();

  public static final ResourceType STATEFUL_SET =
      Entry.of("apps", "v1", "StatefulSet")
          .alsoAs(StatefulSetRules.V1BETA1)
          .shortly("sts")
          .inAll()
          .with(STATUS, SCALE)
          .rules(new StatefulSetRules())
          .columns(WorkloadColumns.STATEFUL_SET)
          .done();
  public static final ResourceType CONTROLLER_REVISION =
      Entry.of("apps", "v1", "ControllerRevision")
          .alsoAs(Served.of("apps", "v1beta1"))
          .columns(WorkloadColumns.CONTROLLER_REVISION)
          .done();
  public static final ResourceType STORAGE_CLASS =
      Entry.of("storage.k8s.io", "v1", "StorageClass")
          .plural("storageclasses")
          .shortly("sc")
          .clusterWide()
          .rules(new StorageRules.StorageClass())
          .columns(OtherColumns.STORAGE_CLASS)
          .done();
  public static final ResourceType LEASE =
      Entry.of("coordination.k8s.io", "v1", "Lease").columns(OtherColumns.LEASE).done();
  public static final ResourceType ROLE =
      Entry.of(RBAC, "v1", "Role").named(NameRule.PATH_SEGMENT).done();
  public static final ResourceType ROLE_BINDING =
      Entry.of(RBAC, "v1", "RoleBinding")
          .named(NameRule.PATH_SEGMENT)
          .columns(OtherColumns.BINDING)
          .done();
  public static final ResourceType CLUSTER_ROLE =
      Entry.of(RBAC, "v1", "ClusterRole").named(NameRule.PATH_SEGMENT).clusterWide().done();
  public static final ResourceType CLUSTER_ROLE_BINDING =
      Entry.of(RBAC, "v1", "ClusterRoleBinding")
          .named(NameRule.PATH_SEGMENT)
          .clusterWide()
          .columns(OtherColumns.BINDING)
          .done();
  public static final ResourceType POD_DISRUPTION_BUDGET =
      Entry.of("policy", "v1", "PodDisruptionBudget")
          .shortly("pdb")
          .with(STATUS)
          .columns(WorkloadColumns.DISRUPTION_BUDGET)
          .done();

  /** Stored and shown; on one machine's loopback there is nothing that follows it. */
  public static final ResourceType NETWORK_POLICY =
      Entry.of("networking.k8s.io", "v1", "NetworkPolicy")
          .plural("networkpolicies")
          .shortly("netpol")
          .columns(WorkloadColumns.NETWORK_POLICY)
          .done();

  public static final ResourceType ENDPOINT_SLICE =
      Entry.of("discovery.k8s.io", "v1", "EndpointSlice")
          .columns(WorkloadColumns.ENDPOINT_SLICE)
          .done();

  private static final List<ResourceType> ALL =
      List.of(
          NAMESPACE,
          NODE,
          POD,
          SERVICE,
          ENDPOINTS,
          CONFIG_MAP,
          SECRET,
          SERVICE_ACCOUNT,
          PERSISTENT_VOLUME,
          PERSISTENT_VOLUME_CLAIM,
          EVENT,
          STATEFUL_SET,
          CONTROLLER_REVISION,
          STORAGE_CLASS,
          LEASE,
          ROLE,
          ROLE_BINDING,
          CLUSTER_ROLE,
          CLUSTER_ROLE_BINDING,
          POD_DISRUPTION_BUDGET,
          NETWORK_POLICY,
          ENDPOINT_SLICE);

  private Kinds() {}

  /** All kinds, in the order in which discovery names them. */
  public static List<ResourceType> all() {
    return ALL;
  }
}
