package io.setkeeper.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.sandbox.Yaml;
import io.setkeeper.sandbox.kube.Meta;
import io.setkeeper.sandbox.store.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EndpointListsTest {
  private static ObjectNode service(String more) {
    ObjectNode service =
        Yaml.parse(
            """
            kind: Service
            metadata: {name: mongo, namespace: default, uid: abcde-1}
            spec:
              clusterIP: None
              selector: {role: mongo}
              ports: [{port: 27017, targetPort: 27017}]
            """);
    Json.with(service, "spec").setAll(Yaml.parse("{" + more + "}"));
    return service;
  }

  private static ObjectNode pod(int number, boolean ready) {
    return Yaml.parse(
        """
        kind: Pod
        metadata: {name: mongo-%1$d, namespace: default, labels: {role: mongo}}
        spec: {hostname: mongo-%1$d, subdomain: mongo}
        status:
          phase: Running
          podIP: 127.79.1.1%1$d
          conditions: [{type: Ready, status: "%2$s"}]
        """
            .formatted(number, ready ? "True" : "False"));
  }

  private static ObjectNode decided(ObjectNode service, String kind, ObjectNode... pods) {
    return EndpointLists.decide(
            new EndpointView(List.of(service), List.of(pods), List.of(), List.of()))
        .stream()
        .map(change -> ((Change.Create) change).object())
        .filter(object -> Meta.kind(object).equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readyPodsAndOthersAreApart() {
    ObjectNode endpoints = decided(service(""), "Endpoints", pod(0, true), pod(1, false));
    assertThat(endpoints.at("/subsets/0/addresses/0/hostname").asString()).isEqualTo("mongo-0");
    assertThat(endpoints.at("/subsets/0/notReadyAddresses/0/ip").asString())
        .isEqualTo("127.79.1.11");
  }

  @Test
  void aServiceThatPublishesAllCountsAllAsReady() {
    ObjectNode endpoints =
        decided(service("publishNotReadyAddresses: true"), "Endpoints", pod(0, false));
    assertThat(endpoints.at("/subsets/0/addresses")).hasSize(1);
  }

  @Test
  void theSliceTellsWhoIsReady() {
    ObjectNode slice = decided(service(""), "EndpointSlice", pod(0, true), pod(1, false));
    assertThat(slice.at("/endpoints/0/conditions/ready").asBoolean()).isTrue();
    assertThat(slice.at("/endpoints/1/conditions/ready").asBoolean()).isFalse();
  }

  @Test
  void whatIsSoAlreadyIsNotWrittenAgain() {
    ObjectNode service = service("");
    assertThat(
            EndpointLists.decide(
                new EndpointView(
                    List.of(service),
                    List.of(pod(0, true)),
                    List.of(decided(service, "Endpoints", pod(0, true))),
                    List.of(decided(service, "EndpointSlice", pod(0, true))))))
        .isEmpty();
  }

  @Test
  void endpointsGoWithTheirService() {
    ObjectNode endpoints = decided(service(""), "Endpoints", pod(0, true));
    assertThat(
            EndpointLists.decide(
                new EndpointView(List.of(), List.of(), List.of(endpoints), List.of())))
        .singleElement()
        .isInstanceOf(Change.Delete.class);
  }
}
