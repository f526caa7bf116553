package io.setkeeper.sandbox.api.patch;

import io.setkeeper.sandbox.store.Reason;
import io.setkeeper.sandbox.store.StatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A patch as it was sent. */
public sealed interface Patch {
  /** RFC 6902. */
  record Operations(ArrayNode operations) implements Patch {}

  /** RFC 7386. */
  record Merge(ObjectNode patch) implements Patch {}

  /** Kubernetes' own merge, that knows lists with keys. */
  record Strategic(ObjectNode patch) implements Patch {}

  /** Server-side apply; what it does depends on the manager too: see {@link ServerSideApply}. */
  record Apply(ObjectNode wanted) implements Patch {}

  /**
   * Reads a patch.
   *
   * @param mediaType says of which sort it is
   * @throws StatusException no such sort, or not of its form
   */
  static Patch parse(String mediaType, JsonNode body) {
    return switch (mediaType) {
      case "application/json-patch+json" ->
          body instanceof ArrayNode operations ? new Operations(operations) : refuse("an array");
      case "application/merge-patch+json" ->
          body instanceof ObjectNode patch ? new Merge(patch) : refuse("an object");
      case "application/strategic-merge-patch+json" ->
          body instanceof ObjectNode patch ? new Strategic(patch) : refuse("an object");
      case "application/apply-patch+yaml" ->
          body instanceof ObjectNode wanted ? new Apply(wanted) : refuse("an object");
      default ->
          throw StatusException.of(
              Reason.UNSUPPORTED_MEDIA_TYPE,
              "the body of the request was in an unknown format - accepted media types include:"
                  + " application/json-patch+json, application/merge-patch+json,"
                  + " application/strategic-merge-patch+json, application/apply-patch+yaml");
    };
  }

  private static Patch refuse(String form) {
    throw StatusException.of(Reason.BAD_REQUEST, "the patch must be " + form);
  }

  /** The object after the patch; the one given stays as it is. */
  default ObjectNode applyTo(ObjectNode object) {
    ObjectNode result = object.deepCopy();
    return switch (this) {
      case Operations(ArrayNode operations) -> JsonPatch.apply(operations, result);
      case Merge(ObjectNode patch) -> MergePatch.merge(patch, result);
      case Strategic(ObjectNode patch) -> StrategicMerge.merge(patch, result);
      case Apply(ObjectNode wanted) -> StrategicMerge.merge(wanted, result);
    };
  }
}
