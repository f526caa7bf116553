package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Container;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import io.setkeeper.sandbox.node.DeadFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Flags that a mongod of today refuses to start with. */
final class DeadArguments implements Rule.OfSet {
  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return Stream.of("command", "args").flatMap(list -> inList(set, list));
  }

  private static Stream<Step> inList(MongoSet set, String list) {
    Container mongod = set.mongod();
    JsonPointer at = mongod.at().appendProperty(list);
    JsonNode words = mongod.tree().path(list);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).asString("");
      String flag = word.replaceFirst("=.*$", "");
      Optional<Integer> values = DeadFlags.values(flag);
      if (values.isPresent()) {
        steps.add(step(set, flag, removals(at, i, word.contains("=") ? 0 : values.get(), words)));
      } else if (word.contains(" ")) {
        inScript(set, at.appendIndex(i), word).ifPresent(steps::add);
      }
    }
    return steps.stream();
  }

  /** The last first, so that the others stay where they are. */
  private static List<Edit> removals(JsonPointer list, int flag, int values, JsonNode words) {
    List<Edit> edits = new ArrayList<>();
    for (int i = Math.min(flag + values, words.size() - 1); i >= flag; i--) {
      edits.add(new Edit.Remove(list.appendIndex(i)));
    }
    return edits;
  }

  private static Optional<Step> inScript(MongoSet set, JsonPointer at, String script) {
    return DeadFlags.names().stream()
        .filter(flag -> pattern(flag).matcher(script).find())
        .sorted()
        .findFirst()
        .map(flag -> step(set, flag, List.of(new Edit.Rewrite(at, pattern(flag), ""))));
  }

  private static Pattern pattern(String flag) {
    String value = DeadFlags.values(flag).orElse(0) > 0 ? "[ \\t=]+[^\\s\"']+" : "";
    // The blanks before it go, too, unless they are its line's indentation.
    String before = "(?:(?<=\\S)[ \\t]+|(?<=[ \\t]))";
    return Pattern.compile(before + Pattern.quote(flag) + value + "(?![\\w=-])");
  }

  private static Step step(MongoSet set, String flag, List<Edit> edits) {
    return new Step(
        set.item(),
        edits,
        "mongod without " + flag,
        DeadFlags.why(flag) + "; a mongod that is given it does not start");
  }
}
