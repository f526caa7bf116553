package io.setkeeper.sandbox.store;

/**
 * One thing that is wrong with an object.
 *
 * @param reason Kubernetes' word for it, e.g. {@code FieldValueRequired}
 * @param field where, e.g. {@code spec.template.spec.containers[0].name}
 * @param message for a person, without the field
 */
public record Cause(String reason, String field, String message) {
  /** As it stands in the message of a Status. */
  public String line() {
    return field + ": " + message;
  }
}
