package io.setkeeper.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** What keepers asked the API server for, by its audit log, as "verb resource". */
final class Audit {
  private static final int FORBIDDEN = 403;

  private Audit() {}

  /** What the Roles among these give. */
  static Set<String> given(List<HasMetadata> objects) {
    Set<String> given = new TreeSet<>();
    objects.stream()
        .filter(Role.class::isInstance)
        .flatMap(role -> ((Role) role).getRules().stream())
        .flatMap(Audit::verbs)
        .forEach(given::add);
    return given;
  }

  private static Stream<String> verbs(PolicyRule rule) {
    return rule.getResources().stream()
        .flatMap(resource -> rule.getVerbs().stream().map(verb -> verb + " " + resource));
  }

  /** What the service accounts of a namespace were given when they asked. */
  static Set<String> asked(Path log, String namespace) throws IOException {
    return requests(log, namespace, code -> code < 400 || code == 404);
  }

  /** What RBAC refused to them. */
  static Set<String> refused(Path log, String namespace) throws IOException {
    return requests(log, namespace, code -> code == FORBIDDEN);
  }

  private static Set<String> requests(Path log, String namespace, IntPredicate code)
      throws IOException {
    String account = "\"username\":\"system:serviceaccount:" + namespace + ":";
    Set<String> found = new TreeSet<>();
    try (Stream<String> lines = Files.lines(log)) {
      // The API server writes while this reads: the last line may be half a one.
      for (String line : lines.filter(l -> l.contains(account) && l.endsWith("}")).toList()) {
        Map<?, ?> event = Serialization.unmarshal(line, Map.class);
        if (event.get("objectRef") instanceof Map<?, ?> object
            && event.get("responseStatus") instanceof Map<?, ?> status
            && status.get("code") instanceof Number number
            && code.test(number.intValue())) {
          found.add(event.get("verb") + " " + object.get("resource"));
        }
      }
    }
    return found;
  }
}
