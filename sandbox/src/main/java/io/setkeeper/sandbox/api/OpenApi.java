package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The description of the kinds that kubectl asks for before it creates. */
final class OpenApi {

  void serve(Exchange exchange, List<String> path) throws IOException {
    switch (String.join("/", path)) {
      case "openapi/v2" -> exchange.send(200, "application/octet-stream", document());
      case "openapi/v3" -> {
        var root = Json.object();
        root.putObject("paths");
        exchange.send(root);
      }
      default ->
          throw StatusException.of(
              Reason.NOT_FOUND, "the server could not find the requested resource");
    }
  }

  private static byte[] document() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] version = "2.0".getBytes(StandardCharsets.US_ASCII);
    out.write(1 << 3 | 2);
    out.write(version.length);
    out.writeBytes(version);
    return out.toByteArray();
  }
}
