package io.setkeeper.sandbox.controller;

import tools.jackson.databind.node.ObjectNode;

/**
 * An Event to be written.
 *
 * @param about the object it is about
 * @param component who says so, as {@code statefulset-controller}
 * @param type Normal or Warning
 * @param reason one word, as {@code SuccessfulCreate}
 * @param message a sentence for people
 * @param standing it holds as long as nothing changes and is said again at every look: the Event is
 *     written once and not counted
 */
public record Note(
    ObjectNode about,
    String component,
    Type type,
    String reason,
    String message,
    boolean standing) {

  /** The two types that Kubernetes knows. */
  public enum Type {
    Normal,
    Warning
  }

  /** Something that happened. */
  public static Note happened(
      ObjectNode about, String component, Type type, String reason, String message) {
    return new Note(about, component, type, reason, message, false);
  }

  /** Something that is so, and a Warning. */
  public static Note warning(ObjectNode about, String component, String reason, String message) {
    return new Note(about, component, Type.Warning, reason, message, true);
  }
}
