package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A mongod listens on loopback alone unless it is told otherwise. */
final class BindAll implements Rule.OfSet {
  private static final String FLAG = "--bind_ip_all";
  private static final Pattern PROGRAM = Pattern.compile("(?<![\\w-])mongod(?=\\s)");

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    boolean told =
        set.mongod().words().stream()
            .anyMatch(w -> w.contains("--bind_ip") || w.equals("--config") || w.equals("-f"));
    return told ? Stream.empty() : edit(set).map(edit -> step(set, edit)).stream();
  }

  private static Optional<Edit> edit(MongoSet set) {
    JsonNode mongod = set.mongod().tree();
    String list = mongod.path("args").isEmpty() ? "command" : "args";
    JsonNode words = mongod.path(list);
    JsonPointer at = set.mongod().at().appendProperty(list);
    if (words.isEmpty()) {
      return Optional.empty(); // the image's own command, which knows
    }
    for (int i = 0; i < words.size(); i++) {
      if (PROGRAM.matcher(words.get(i).asString("")).find()) {
        return Optional.of(new Edit.Rewrite(at.appendIndex(i), PROGRAM, "mongod " + FLAG));
      }
    }
    return Optional.of(new Edit.Append(at, '"' + FLAG + '"'));
  }

  private static Step step(MongoSet set, Edit edit) {
    return Step.of(
        set.item(),
        edit,
        "mongod with " + FLAG,
        "from MongoDB 3.6 on it listens on loopback alone, and no member would reach another");
  }
}
