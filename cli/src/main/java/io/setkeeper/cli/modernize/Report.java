package io.setkeeper.cli.modernize;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what was changed. */
public final class Report {
  private Report() {}

  /** A line for each change and for each note, or all as JSON. */
  public static List<String> lines(Result result, boolean json) {
    return json ? List.of(json(result).toPrettyString()) : text(result);
  }

  private static List<String> text(Result result) {
    List<String> lines = new ArrayList<>();
    for (Change change : result.changes()) {
      lines.add(
          "%s: %s: %s (%s)".formatted(change.file(), change.object(), change.what(), change.why()));
    }
    if (result.changes().isEmpty()) {
      lines.add("Nothing to change: it is as today's Kubernetes wants it");
    }
    for (Note note : result.notes()) {
      lines.add("note: " + note.file() + ": " + note.object() + ": " + note.what());
    }
    return lines;
  }

  private static ObjectNode json(Result result) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode changes = root.putArray("changes");
    for (Change change : result.changes()) {
      changes
          .addObject()
          .put("file", change.file())
          .put("object", change.object())
          .put("change", change.what())
          .put("why", change.why());
    }
    ArrayNode notes = root.putArray("notes");
    for (Note note : result.notes()) {
      notes
          .addObject()
          .put("file", note.file())
          .put("object", note.object())
          .put("note", note.what());
    }
    return root;
  }
}
