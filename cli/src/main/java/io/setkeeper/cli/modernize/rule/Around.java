package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Item;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.kubernetes.OwnPod;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What stands around a set's pods: a Service, a budget, a policy. */
final class Around {
  private static final String INGRESS =
      """
        policyTypes:
        - Ingress
        ingress:
        - from:
          - podSelector: {}
          - namespaceSelector:
              matchLabels:
                setkeeper.io/client: "true"
          ports:
          - port: PORT
      """;

  private Around() {}

  private static Stream<Item> of(String kind, MongoSet set, Bundle bundle) {
    return bundle.items(kind).filter(i -> bundle.together(i, set.item()));
  }

  private static boolean selects(MongoSet set, JsonNode item, String... selector) {
    JsonNode expressions = Trees.at(item, selector).path("matchExpressions");
    Map<String, String> wanted = Trees.map(Trees.at(item, selector), "matchLabels");
    return expressions.isEmpty()
        && Trees.has(item, selector)
        && set.labels().entrySet().containsAll(wanted.entrySet());
  }

  static boolean hasPrimaryService(MongoSet set, Bundle bundle) {
    return of("Service", set, bundle)
        .map(service -> Trees.map(service.tree(), "spec", "selector"))
        .filter(selector -> selector.containsKey(OwnPod.ROLE))
        .anyMatch(
            selector ->
                selector.entrySet().stream()
                    .filter(label -> !label.getKey().equals(OwnPod.ROLE))
                    .allMatch(label -> set.labels().entrySet().contains(label)));
  }

  static String primaryService(MongoSet set, Wishes wishes) {
    return Names.head("v1", "Service", set)
        + """
        spec:
          ports:
          - name: mongodb
            port: %d
          selector:
            %s: primary
        """
            .formatted(set.port(), OwnPod.ROLE)
        + Yaml.map(set.selector(), 4)
        + "\n";
  }

  static boolean hasBudget(MongoSet set, Bundle bundle) {
    return of("PodDisruptionBudget", set, bundle)
        .anyMatch(budget -> selects(set, budget.tree(), "spec", "selector"));
  }

  static String budget(MongoSet set, Wishes wishes) {
    return Names.head(ApiVersions.budgetVersion(wishes), "PodDisruptionBudget", set)
        + "spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n"
        + Yaml.map(set.selector(), 6)
        + "\n";
  }

  static boolean hasPolicy(MongoSet set, Bundle bundle) {
    return of("NetworkPolicy", set, bundle)
        .anyMatch(policy -> selects(set, policy.tree(), "spec", "podSelector"));
  }

  static String policy(MongoSet set, Wishes wishes) {
    String keeper = set.keeperPort() == 0 ? "" : "    - port: %d\n".formatted(set.keeperPort());
    return Names.head("networking.k8s.io/v1", "NetworkPolicy", set)
        + "spec:\n  podSelector:\n    matchLabels:\n"
        + Yaml.map(set.selector(), 6)
        + "\n"
        + INGRESS.replace("PORT", Integer.toString(set.port()))
        + keeper;
  }
}
