package io.setkeeper.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * What a namespace's keepers ask the API server for, by its audit log, as "verb resource".
 *
 * @param from where in the log it begins, in bytes: a cluster that stays up has older lines, too
 */
record Audit(Path log, long from, String namespace) {
  private static final int FORBIDDEN = 403;

  /** From now on. */
  static Audit begin(Node node, String namespace) {
    Path log = node.audit();
    return new Audit(log, log.toFile().length(), namespace);
  }

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
  Set<String> asked() throws IOException {
    return requests(code -> code < 400 || code == 404);
  }

  /** What RBAC refused to them. */
  Set<String> refused() throws IOException {
    return requests(code -> code == FORBIDDEN);
  }

  private Set<String> requests(IntPredicate code) throws IOException {
    String account = "\"username\":\"system:serviceaccount:" + namespace + ":";
    Set<String> found = new TreeSet<>();
    try (InputStream in = Files.newInputStream(log);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      in.skipNBytes(from);
      // The API server writes while this reads: the last line may be half a one.
      for (String line :
          lines.lines().filter(l -> l.contains(account) && l.endsWith("}")).toList()) {
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
