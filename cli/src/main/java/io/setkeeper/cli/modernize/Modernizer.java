package io.setkeeper.cli.modernize;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.rule.Rule;
import io.setkeeper.cli.modernize.text.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the rules until none has anything to say. So a second run changes nothing: it would begin
 * where this one ended, which is checked.
 */
public final class Modernizer {
  /** More steps than any manifests need: a rule that is never content is a mistake of ours. */
  private static final int MOST_STEPS = 10_000;

  private Modernizer() {}

  /**
   * Modernizes files that belong together.
   *
   * @throws Refusal where one can't be read or changed, where no set or a set with two keepers is
   *     in them, or where what came of it would not work
   */
  public static Result modernize(List<Source> sources, Wishes wishes) {
    Bundle before =
        new Bundle(
            sources.stream().map(s -> ParsedFile.of(s.name(), s.text())).toList(),
            wishes.namespace());
    Requirements.check(before);
    List<Change> changes = new ArrayList<>();
    Bundle after = before;
    for (Rule rule : Rule.ALL) {
      for (Optional<Step> step = first(rule, after, wishes);
          step.isPresent();
          step = first(rule, after, wishes)) {
        after = after.apply(step.get());
        changes.add(Change.of(step.get()));
        if (changes.size() > MOST_STEPS) {
          throw new IllegalStateException("a rule is never content: " + changes.getLast());
        }
      }
    }
    for (Rule rule : Rule.ALL) {
      first(rule, after, wishes)
          .ifPresent(
              step -> {
                throw new IllegalStateException("it would go on to change " + step.what());
              });
    }
    return new Result(files(after), changes, Notes.of(before, after, wishes));
  }

  private static Optional<Step> first(Rule rule, Bundle bundle, Wishes wishes) {
    return rule.due(bundle, wishes).findFirst();
  }

  private static List<Source> files(Bundle bundle) {
    return bundle.files().stream()
        .map(file -> new Source(file.name(), file.objects().isEmpty() ? "" : file.written()))
        .toList();
  }
}
