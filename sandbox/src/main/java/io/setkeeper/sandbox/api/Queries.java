package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.DeleteOptions.Propagation;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Mode;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** Options of writes, from the query and from bodies. */
final class Queries {
  private Queries() {}

  static Mode mode(Exchange exchange) {
    return switch (exchange.query("dryRun")) {
      case "" -> Mode.STORE;
      case "All" -> Mode.DRY_RUN;
      default ->
          throw StatusException.of(
              Reason.BAD_REQUEST,
              "dryRun: Unsupported value: \"%s\": supported values: \"All\""
                  .formatted(exchange.query("dryRun")));
    };
  }

  /** How a delete is to be done; what the query says goes before the body. */
  static DeleteOptions delete(Exchange exchange) throws IOException {
    ObjectNode body = exchange.object().orElseGet(Json::object);
    String grace = either(exchange.query("gracePeriodSeconds"), body, "gracePeriodSeconds");
    String propagation = either(exchange.query("propagationPolicy"), body, "propagationPolicy");
    String orphan = either(exchange.query("orphanDependents"), body, "orphanDependents");
    return new DeleteOptions(
        grace.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(number(grace, "gracePeriodSeconds")),
        switch (propagation) {
          case "" -> orphan.equals("true") ? Propagation.ORPHAN : Propagation.BACKGROUND;
          case "Background" -> Propagation.BACKGROUND;
          case "Foreground" -> Propagation.FOREGROUND;
          case "Orphan" -> Propagation.ORPHAN;
          default ->
              throw StatusException.of(
                  Reason.BAD_REQUEST, "unknown propagationPolicy: " + propagation);
        },
        given(Json.text(body, "preconditions", "uid")),
        given(Json.text(body, "preconditions", "resourceVersion")));
  }

  private static String either(String query, ObjectNode body, String property) {
    return query.isEmpty() ? Json.text(body, property) : query;
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static long number(String text, String what) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw StatusException.of(
        Reason.BAD_REQUEST, "%s: Invalid value: \"%s\": not a number from 0".formatted(what, text));
  }
}
