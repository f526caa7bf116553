package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.api.schema.OpenApiV2;
import io.setkeeper.sandbox.api.schema.OpenApiV3;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.util.List;

/** The description of the kinds that kubectl asks for before it creates; made anew each time. */
record OpenApi(List<ResourceType> types) {
  void serve(Exchange exchange, List<String> path) throws IOException {
    String rest = String.join("/", path.subList(1, path.size()));
    if (rest.equals("v2")) {
      exchange.send(200, "application/octet-stream", OpenApiV2.document(types));
    } else if (rest.equals("v3")) {
      exchange.send(OpenApiV3.index(types));
    } else {
      exchange.send(
          OpenApiV3.document(types, rest.replaceFirst("^v3/", ""))
              .orElseThrow(
                  () ->
                      StatusException.of(
                          Reason.NOT_FOUND, "the server could not find the requested resource")));
    }
  }
}
