package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranslationTest {
  private static final SetScope SCOPE =
      new SetScope("default", "mongo", Map.of(), "mongo", "cluster.local", 27017);

  @Test
  void aPodIsInItsNodesZone() {
    GenericKubernetesResource pod = Yaml.pod(1);
    pod.getAdditionalProperties().put("spec", Map.of("nodeName", "node-7"));
    assertThat(Translation.pods(List.of(pod), SCOPE, node -> Optional.of("zone of " + node)))
        .extracting(Pod::zone)
        .containsExactly(Optional.of("zone of node-7"));
  }

  @Test
  void aPodsLabelTellsWhatItsKeeperSaidLast() {
    GenericKubernetesResource pod = Yaml.pod(1);
    pod.getMetadata().setLabels(Map.of("setkeeper.io/role", "uninitiated"));
    assertThat(Translation.roles(List.of(pod, Yaml.pod(2))))
        .isEqualTo(Map.of("mongo-1", "uninitiated"));
  }

  @Test
  void aPodHasItsLastingNameItsAddressAndWhetherItsMongodRuns() {
    assertThat(Translation.pods(List.of(Yaml.pod(1)), SCOPE, TranslationTest::nowhere))
        .containsExactly(
            new Pod(
                "mongo-1",
                1,
                "uid-1",
                new HostPort("mongo-1.mongo.default.svc.cluster.local", 27017),
                Optional.of("10.0.0.1"),
                true,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void podsComeByOrdinalNotByName() {
    List<Pod> pods =
        Translation.pods(
            List.of(Yaml.pod(10), Yaml.pod(9), Yaml.pod(0)), SCOPE, TranslationTest::nowhere);
    assertThat(pods).extracting(Pod::ordinal).containsExactly(0, 9, 10);
  }

  @Test
  void aPodOfAnotherOwnerIsNoneOfTheSet() {
    GenericKubernetesResource stray = Yaml.pod(1);
    stray.getMetadata().getOwnerReferences().getFirst().setName("other");
    assertThat(Translation.pods(List.of(stray), SCOPE, TranslationTest::nowhere)).isEmpty();
  }

  @Test
  void aPodThatIsBeingDeletedTerminates() {
    GenericKubernetesResource pod = Yaml.pod(1);
    pod.getMetadata().setDeletionTimestamp("2026-11-23T07:00:00Z");
    assertThat(Translation.pods(List.of(pod), SCOPE, TranslationTest::nowhere))
        .allMatch(Pod::terminating);
  }

  @Test
  void aStatefulSetWithoutReplicasWantsOne() {
    StatefulSetView.Known set =
        (StatefulSetView.Known)
            Translation.statefulSet(
                Yaml.object("{kind: StatefulSet, metadata: {name: mongo}, spec: {}}"), true);
    assertThat(set.replicas()).isEqualTo(1);
    assertThat(set.firstOrdinal()).isZero();
  }

  @Test
  void aStatefulSetTellsWhereItsOrdinalsStartAndWhatPeopleWroteOnIt() {
    assertThat(
            Translation.statefulSet(
                Yaml.object(
                    """
                    kind: StatefulSet
                    metadata:
                      {name: mongo, namespace: shop, annotations: {setkeeper.io/paused: "true"}}
                    spec: {replicas: 5, ordinals: {start: 3}}
                    """),
                false))
        .isEqualTo(
            new StatefulSetView.Known(
                "shop",
                "mongo",
                5,
                3,
                false,
                false,
                WishReader.read(Map.of("setkeeper.io/paused", "true"))));
  }

  @Test
  void claimsAreKnownByTheirTemplateWhetherTheirPodExistsOrNot() {
    GenericKubernetesResource set =
        Yaml.object(
            """
            kind: StatefulSet
            metadata: {name: mongo}
            spec: {volumeClaimTemplates: [{metadata: {name: data}}]}
            """);
    List<GenericKubernetesResource> claims =
        List.of(
            claim("data-mongo-4"), claim("data-mongo-x"), claim("logs-mongo-0"), claim("other"));
    assertThat(Translation.claims(claims, set))
        .containsExactly(new Claim("data-mongo-4", 4, "uid-data-mongo-4"));
  }

  private static Optional<String> nowhere(String node) {
    return Optional.empty();
  }

  private static GenericKubernetesResource claim(String name) {
    return Yaml.object(
        "{kind: PersistentVolumeClaim, metadata: {name: %1$s, uid: uid-%1$s}}".formatted(name));
  }
}
