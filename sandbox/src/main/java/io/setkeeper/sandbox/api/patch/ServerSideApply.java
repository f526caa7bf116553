package io.setkeeper.sandbox.api.patch;

import io.setkeeper.sandbox.store.Cause;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.StatusException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-side apply: a manager says all that it wants; what it wanted before and no longer does
 * goes, unless another manager wants it; what another wants differently is a conflict.
 *
 * <p>Only managers that apply are kept account of: a change made by update or patch takes no field
 * from anybody.
 *
 * @param manager who applies
 * @param force takes over instead of a conflict
 * @param apiVersion of what is applied
 * @param now the time to note
 */
public record ServerSideApply(String manager, boolean force, String apiVersion, Instant now) {
  private static final String OPERATION = "Apply";

  /**
   * Applies.
   *
   * @param current the object as it is; empty if it is to be created
   * @return the object as it is to be
   * @throws StatusException a conflict
   */
  public ObjectNode apply(ObjectNode wanted, ObjectNode current) {
    ObjectNode clean = wanted.deepCopy();
    Json.with(clean, "metadata").remove(List.of("managedFields", "creationTimestamp", "uid"));
    Set<List<String>> mine = FieldPaths.of(clean);
    Set<List<String>> before = new LinkedHashSet<>();
    Set<List<String>> others = new LinkedHashSet<>();
    ArrayNode entries = Json.array();
    List<Cause> conflicts = new ArrayList<>();
    for (JsonNode entry : Json.at(current, "metadata", "managedFields")) {
      Set<List<String>> paths = FieldPaths.parse(entry.path("fieldsV1"));
      if (isMine(entry)) {
        before.addAll(paths);
      } else {
        Set<List<String>> lost = differing(paths, mine, clean, current);
        String owner = "conflict with \"" + Json.text(entry, "manager") + "\"";
        lost.forEach(
            path ->
                conflicts.add(new Cause("FieldManagerConflict", FieldPaths.dotted(path), owner)));
        paths.removeAll(lost);
        others.addAll(paths);
        ObjectNode kept = (ObjectNode) entry.deepCopy();
        entries.add(kept.set("fieldsV1", FieldPaths.format(paths)));
      }
    }
    if (!conflicts.isEmpty() && !force) {
      throw StatusException.applyConflict(conflicts);
    }
    ObjectNode result = StrategicMerge.merge(clean, current.deepCopy());
    before.removeAll(mine);
    before.removeAll(others);
    before.forEach(path -> FieldPaths.remove(result, path));
    entries.add(entry(mine, current));
    // In an order of their own, so that an apply that changes nothing changes nothing.
    List<JsonNode> sorted = new ArrayList<>();
    entries.forEach(sorted::add);
    sorted.sort(Comparator.comparing(entry -> Json.text(entry, "manager")));
    Json.list(Json.with(result, "metadata"), "managedFields").removeAll().addAll(sorted);
    return result;
  }

  private boolean isMine(JsonNode entry) {
    return Json.text(entry, "manager").equals(manager)
        && Json.text(entry, "operation").equals(OPERATION);
  }

  private static Set<List<String>> differing(
      Set<List<String>> theirs, Set<List<String>> mine, ObjectNode wanted, ObjectNode current) {
    Set<List<String>> differing = new LinkedHashSet<>(theirs);
    differing.retainAll(mine);
    differing.removeIf(
        path -> Json.same(FieldPaths.find(wanted, path), FieldPaths.find(current, path)));
    return differing;
  }

  /** The note of who applied what; the old one if it says the same, so that nothing changes. */
  private ObjectNode entry(Set<List<String>> mine, ObjectNode current) {
    ObjectNode entry = Json.object();
    entry.put("manager", manager).put("operation", OPERATION).put("apiVersion", apiVersion);
    entry.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    entry.put("fieldsType", "FieldsV1").set("fieldsV1", FieldPaths.format(mine));
    for (JsonNode old : Json.at(current, "metadata", "managedFields")) {
      boolean same = Json.same(old.path("fieldsV1"), entry.path("fieldsV1"));
      if (isMine(old) && same && old instanceof ObjectNode found) {
        return found.deepCopy();
      }
    }
    return entry;
  }
}
