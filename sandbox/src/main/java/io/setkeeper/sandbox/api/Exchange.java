package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.api.schema.ProtobufReader;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A request and its response. */
final class Exchange {
  private static final int LARGEST_BODY = 3 * 1024 * 1024;
  private static final int OK = 200;
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Fields query;
  private boolean upgraded;

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.query = Request.extractQueryParameters(request);
  }

  String method() {
    return request.getMethod();
  }

  /** The parts of the path, without empty ones. */
  List<String> path() {
    List<String> parts = new ArrayList<>();
    for (String part : Request.getPathInContext(request).split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** A query parameter; empty where it is not given. */
  String query(String name) {
    String value = query.getValue(name);
    return value == null ? "" : value;
  }

  boolean asks(String flag) {
    return List.of("true", "1").contains(query(flag));
  }

  String header(String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** The Accept header, all of it. */
  String accept() {
    return String.join(",", request.getHeaders().getValuesList(HttpHeader.ACCEPT));
  }

  /** The media type of the body, without parameters. */
  String contentType() {
    String type = header("Content-Type");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
  }

  /** The body as it is; JSON, YAML, or a small kind as protocol buffers. */
  JsonNode body() throws IOException {
    byte[] bytes = bytes();
    if (contentType().equals(PROTOBUF)) {
      return ProtobufReader.read(bytes);
    }
    if (contentType().endsWith("cbor")) {
      throw StatusException.of(
          Reason.UNSUPPORTED_MEDIA_TYPE,
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json, application/yaml");
    }
    try {
      return contentType().endsWith("yaml")
          ? new YAMLMapper().readTree(bytes)
          : Json.MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw StatusException.of(
          Reason.BAD_REQUEST,
          "the object provided is unrecognized (must be of type Object): "
              + e.getOriginalMessage());
    }
  }

  /** The body as an object; nothing where there is no body. */
  Optional<ObjectNode> object() throws IOException {
    return switch (body()) {
      case ObjectNode object -> Optional.of(object);
      case JsonNode other when other.isMissingNode() || other.isNull() -> Optional.empty();
      default ->
          throw StatusException.of(
              Reason.BAD_REQUEST, "the object provided is unrecognized (must be of type Object)");
    };
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = Content.Source.asInputStream(request).readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw StatusException.of(
          Reason.BAD_REQUEST, "Request entity too large: limit is " + LARGEST_BODY);
    }
    return bytes;
  }

  /** A remark for a person, beside the answer. */
  void warn(String remark) {
    response
        .getHeaders()
        .add("Warning", "299 - \"" + remark.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
  }

  void send(JsonNode answer) throws IOException {
    send(OK, answer);
  }

  void send(int code, JsonNode answer) throws IOException {
    send(code, "application/json", Json.MAPPER.writeValueAsBytes(answer));
  }

  void send(int code, String type, byte[] bytes) throws IOException {
    response.setStatus(code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(bytes));
  }

  /** A response of unknown length; every flush is seen by the client. */
  OutputStream stream(String type) {
    response.setStatus(OK);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    return Content.Sink.asOutputStream(response);
  }

  /** Lets the connection become a WebSocket; the exchange is the container's then. */
  void upgrade(ServerWebSocketContainer sockets, WebSocketCreator creator) {
    if (!sockets.upgrade(creator, request, response, callback)) {
      throw StatusException.of(Reason.BAD_REQUEST, "this is no request for a WebSocket");
    }
    upgraded = true;
  }

  /** Says that all was answered. */
  void end() {
    if (!upgraded) {
      callback.succeeded();
    }
  }

  boolean isCommitted() {
    return response.isCommitted();
  }
}
