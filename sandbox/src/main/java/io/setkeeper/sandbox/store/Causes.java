package io.setkeeper.sandbox.store;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with an object, so that a person sees all of it at once. */
public final class Causes {
  private final List<Cause> causes = new ArrayList<>();

  /** Notes that a field must be given. */
  public void required(String field, String why) {
    causes.add(
        new Cause(
            "FieldValueRequired",
            field,
            why.isEmpty() ? "Required value" : "Required value: " + why));
  }

  /** Notes that a field's value makes no sense. */
  public void invalid(String field, JsonNode value, String why) {
    causes.add(
        new Cause(
            "FieldValueInvalid", field, "Invalid value: %s: %s".formatted(value.toString(), why)));
  }

  /** Notes that a field's value makes no sense. */
  public void invalid(String field, String value, String why) {
    causes.add(
        new Cause("FieldValueInvalid", field, "Invalid value: \"%s\": %s".formatted(value, why)));
  }

  /** Notes a value that is none of those that there are. */
  public void notSupported(String field, String value, List<String> supported) {
    String values = String.join("\", \"", supported);
    causes.add(
        new Cause(
            "FieldValueNotSupported",
            field,
            "Unsupported value: \"%s\": supported values: \"%s\"".formatted(value, values)));
  }

  /** Notes something that occurs twice. */
  public void duplicate(String field, String value) {
    causes.add(new Cause("FieldValueDuplicate", field, "Duplicate value: \"%s\"".formatted(value)));
  }

  /** Notes a field that refers to something that is not there. */
  public void missing(String field, String value) {
    causes.add(new Cause("FieldValueNotFound", field, "Not found: \"%s\"".formatted(value)));
  }

  /** Notes a field that may not be set or changed. */
  public void forbidden(String field, String why) {
    causes.add(new Cause("FieldValueForbidden", field, "Forbidden: " + why));
  }

  /** Notes a changed field that may not change, if it has. */
  public void immutable(String field, JsonNode now, JsonNode before) {
    if (!Json.same(now, before)) {
      invalid(field, now, "field is immutable");
    }
  }

  /** What was noted, in order. */
  public List<Cause> all() {
    return List.copyOf(causes);
  }
}
