package io.setkeeper.sandbox.controller;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** One thing a controller wants done. Done in order; one that fails ends the round. */
public sealed interface Change {
  /** Create the object; when that went well, write the notes. */
  record Create(ObjectNode object, List<Note> notes) implements Change {}

  /** Replace the object, if it still has this resourceVersion. */
  record Update(ObjectNode object) implements Change {}

  /** Replace the object's status, if it still has this resourceVersion. */
  record UpdateStatus(ObjectNode object) implements Change {}

  /**
   * Delete the object, if it still is the one with this uid; when that went well, write the notes.
   * The grace period in seconds is the object's own where none is given.
   */
  record Delete(ObjectNode object, OptionalInt graceSeconds, List<Note> notes) implements Change {}

  /** Make the folder of a volume, if it is not there. */
  record MakeFolder(Path folder) implements Change {}

  /** Delete the folder of a volume with everything in it. */
  record DeleteFolder(Path folder) implements Change {}

  /** Nothing yet: look again at this time. */
  record LookAgain(Instant at) implements Change {}

  /** Only say something. */
  record Say(Note note) implements Change {}
}
