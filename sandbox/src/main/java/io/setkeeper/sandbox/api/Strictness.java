package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.api.schema.FieldCheck;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.Served;
import io.setkeeper.sandbox.store.StatusException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of fields that a kind has not: the query's {@code fieldValidation}. */
final class Strictness {
  private Strictness() {}

  /**
   * Checks what a client wants to have written. Values of a wrong type are always refused; unknown
   * fields are refused (Strict), remarked on (Warn, the default) or passed over (Ignore), and then
   * dropped.
   */
  static void check(Exchange exchange, Target target, ObjectNode object) {
    check(exchange, target.type().kind(), target.served(), object);
  }

  /** The same for an object of that kind. */
  static void check(Exchange exchange, String kind, Served served, ObjectNode object) {
    List<String> unknown = FieldCheck.unknownFields(kind, served, object);
    switch (exchange.query("fieldValidation")) {
      case "Ignore" -> {}
      case "Strict" -> {
        if (!unknown.isEmpty()) {
          throw StatusException.of(
              Reason.BAD_REQUEST,
              "%1$s in version \"%2$s\" cannot be handled as a %1$s: strict decoding error: %3$s"
                  .formatted(kind, served.version(), String.join(", ", unknown)));
        }
      }
      default -> unknown.forEach(exchange::warn);
    }
  }
}
