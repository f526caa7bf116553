package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.setkeeper.core.model.LeaseView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The Lease of the set's initiation (coordination.k8s.io/v1). */
final class Leases {
  private static final int DURATION_SECONDS = 15;

  /** Kubernetes' MicroTime. */
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Leases() {}

  static LeaseView read(Optional<GenericKubernetesResource> lease) {
    Optional<String> holder = lease.flatMap(l -> Fields.text(l, "spec", "holderIdentity"));
    if (holder.isEmpty()) {
      return new LeaseView.Free();
    }
    Optional<String> renewed = lease.flatMap(l -> Fields.text(l, "spec", "renewTime"));
    OptionalInt seconds = Fields.number(lease.get(), "spec", "leaseDurationSeconds");
    if (renewed.isEmpty() || seconds.isEmpty()) {
      return new LeaseView.Free();
    }
    try {
      Instant until = Instant.parse(renewed.get()).plusSeconds(seconds.getAsInt());
      return new LeaseView.Held(holder.get(), until);
    } catch (DateTimeParseException e) {
      return new LeaseView.Unknown("its renewTime is no time: " + renewed.get());
    }
  }

  /** The Lease as its new holder writes it, for 15 s from now. */
  static GenericKubernetesResource taken(
      SetScope scope, Optional<GenericKubernetesResource> before, String pod, Instant now) {
    GenericKubernetesResource lease = new GenericKubernetesResource();
    lease.setApiVersion(Kind.LEASE.apiVersion());
    lease.setKind(Kind.LEASE.kind());
    ObjectMetaBuilder metadata =
        new ObjectMetaBuilder().withName(scope.recordName()).withNamespace(scope.namespace());
    before.ifPresent(b -> metadata.withResourceVersion(b.getMetadata().getResourceVersion()));
    lease.setMetadata(metadata.build());
    lease.setAdditionalProperty(
        "spec",
        Map.of(
            "holderIdentity",
            pod,
            "leaseDurationSeconds",
            DURATION_SECONDS,
            "acquireTime",
            MICRO_TIME.format(now),
            "renewTime",
            MICRO_TIME.format(now)));
    return lease;
  }
}
