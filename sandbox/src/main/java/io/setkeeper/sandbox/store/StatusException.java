package io.setkeeper.sandbox.store;

import java.util.List;
import java.util.stream.Collectors;

/** A request that the API server refuses, as Kubernetes puts it. */
public final class StatusException extends RuntimeException {
  private final Reason reason;
  private final Details details;

  /**
   * What the refusal is about; any part may be empty.
   *
   * @param name the object's name
   * @param group the API group
   * @param kind the kind, or (as Kubernetes does) the plural for all but Invalid
   * @param uid the object's uid
   * @param causes what is wrong in detail
   */
  public record Details(String name, String group, String kind, String uid, List<Cause> causes) {
    static final Details NONE = new Details("", "", "", "", List.of());
  }

  private StatusException(Reason reason, String message, Details details) {
    super(message);
    this.reason = reason;
    this.details = details;
  }

  /** A refusal without details. */
  public static StatusException of(Reason reason, String message) {
    return new StatusException(reason, message, Details.NONE);
  }

  /** There is no object of that name. */
  public static StatusException notFound(ResourceType type, String name) {
    return about(Reason.NOT_FOUND, type, name, type.qualifiedPlural() + " \"%s\" not found");
  }

  /** There is an object of that name. */
  public static StatusException alreadyExists(ResourceType type, String name) {
    return about(
        Reason.ALREADY_EXISTS, type, name, type.qualifiedPlural() + " \"%s\" already exists");
  }

  /** The write was based on something that does not hold any more. */
  public static StatusException conflict(ResourceType type, String name, String why) {
    return about(
        Reason.CONFLICT,
        type,
        name,
        "Operation cannot be fulfilled on " + type.qualifiedPlural() + " \"%s\": " + why);
  }

  /** A write with an old resourceVersion. */
  public static StatusException modified(ResourceType type, String name) {
    return conflict(
        type,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** Not allowed, whoever asks. */
  public static StatusException forbidden(ResourceType type, String name, String why) {
    return about(
        Reason.FORBIDDEN, type, name, type.qualifiedPlural() + " \"%s\" is forbidden: " + why);
  }

  /** The object does not make sense. */
  public static StatusException invalid(ResourceType type, String name, List<Cause> causes) {
    String lines = causes.stream().map(Cause::line).collect(Collectors.joining(", "));
    String message =
        "%s \"%s\" is invalid: %s"
            .formatted(type.qualifiedKind(), name, causes.size() == 1 ? lines : "[" + lines + "]");
    return new StatusException(
        Reason.INVALID, message, new Details(name, type.group(), type.kind(), "", causes));
  }

  /** A watch or list from a version that is too old. */
  public static StatusException expired(long asked, long oldest) {
    return of(Reason.EXPIRED, "too old resource version: %d (%d)".formatted(asked, oldest));
  }

  /** An apply that would change what others applied. */
  public static StatusException applyConflict(List<Cause> causes) {
    String lines =
        causes.stream()
            .map(cause -> cause.message() + ": " + cause.field())
            .collect(Collectors.joining(", "));
    return new StatusException(
        Reason.CONFLICT,
        "Apply failed with %d conflict%s: %s"
            .formatted(causes.size(), causes.size() == 1 ? "" : "s", lines),
        new Details("", "", "", "", causes));
  }

  private static StatusException about(
      Reason reason, ResourceType type, String name, String message) {
    return new StatusException(
        reason,
        message.replace("%s", name),
        new Details(name, type.group(), type.plural(), "", List.of()));
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** About what. */
  public Details details() {
    return details;
  }
}
