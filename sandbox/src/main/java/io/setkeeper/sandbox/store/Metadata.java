package io.setkeeper.sandbox.store;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must be right in the metadata of every object. */
final class Metadata {
  private static final Pattern VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern KEY_NAME =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final int LONGEST = 63;

  private Metadata() {}

  static void validate(ResourceType type, ObjectNode object, Causes causes) {
    String name = Json.name(object);
    if (name.isEmpty()) {
      causes.required("metadata.name", "name or generateName is required");
    } else {
      type.names()
          .objection(name)
          .ifPresent(objection -> causes.invalid("metadata.name", name, objection));
    }
    if (type.namespaced() && Json.namespace(object).isEmpty()) {
      causes.required("metadata.namespace", "");
    }
    labels(Json.at(object, "metadata", "labels"), "metadata.labels", causes);
  }

  /** Notes labels that can't be. */
  static void labels(JsonNode labels, String field, Causes causes) {
    labels
        .propertyStream()
        .forEach(
            label -> {
              keyObjection(label.getKey())
                  .ifPresent(objection -> causes.invalid(field, label.getKey(), objection));
              String value = label.getValue().asString("");
              if (value.length() > LONGEST) {
                causes.invalid(field, value, "must be no more than 63 characters");
              } else if (!VALUE.matcher(value).matches()) {
                causes.invalid(
                    field,
                    value,
                    "a valid label must be an empty string or consist of alphanumeric characters,"
                        + " '-', '_' or '.', and must start and end with an alphanumeric character"
                        + " (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation"
                        + " is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
              }
            });
  }

  private static Optional<String> keyObjection(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash >= 0 && NameRule.DNS_SUBDOMAIN.objection(key.substring(0, slash)).isPresent()) {
      return Optional.of(
          "prefix part " + NameRule.DNS_SUBDOMAIN.objection(key.substring(0, slash)).orElse(""));
    }
    if (name.length() > LONGEST || !KEY_NAME.matcher(name).matches()) {
      return Optional.of(
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
              + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
              + " regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
    }
    return Optional.empty();
  }
}
