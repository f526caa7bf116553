package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import io.setkeeper.cli.modernize.text.Edit;
import java.util.List;
import java.util.stream.Stream;

/** The objects beside the StatefulSet that a set needs, or is better off with. */
final class Companions implements Rule.OfSet {
  private static final List<Companion> ALL =
      List.of(
          new Companion(
              "ServiceAccount",
              "ServiceAccount %s",
              "the account of the pods",
              Rights::hasAccount,
              Rights::account),
          new Companion(
              "Role",
              "Role %s",
              "what the keeper must be allowed, and nothing else",
              Rights::hasRole,
              Rights::role),
          new Companion(
              "RoleBinding",
              "RoleBinding %s",
              "it allows the pods' account that",
              Rights::hasBinding,
              Rights::binding),
          new Companion(
              "Service",
              "Service %s, which follows the primary",
              "for clients that can't follow a replica set by themselves; it goes by the label"
                  + " setkeeper.io/role, which the keeper writes",
              Around::hasPrimaryService,
              Around::primaryService),
          new Companion(
              "PodDisruptionBudget",
              "PodDisruptionBudget %s, one pod at a time",
              "a drain must not take a majority",
              Around::hasBudget,
              Around::budget),
          new Companion(
              "NetworkPolicy",
              "NetworkPolicy %s",
              "mongods and keepers answer pods of their own namespace, and of namespaces with the"
                  + " label setkeeper.io/client: \"true\"; give it to those of your clients",
              Around::hasPolicy,
              Around::policy));

  /** Tells whether the files have a companion. */
  @FunctionalInterface
  interface Presence {
    boolean has(MongoSet set, Bundle bundle);
  }

  /** Writes one. */
  @FunctionalInterface
  interface Writer {
    String write(MongoSet set, Wishes wishes);
  }

  /**
   * @param what with a place for its name
   */
  private record Companion(String kind, String what, String why, Presence presence, Writer writer) {

    Step step(MongoSet set, Wishes wishes) {
      return Step.of(
          set.item(),
          new Edit.AddObjects(List.of(writer.write(set, wishes))),
          "adds " + what.formatted(Names.of(kind, set)),
          why);
    }
  }

  @Override
  public Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes) {
    return ALL.stream()
        .filter(companion -> !companion.presence.has(set, bundle))
        .map(companion -> companion.step(set, wishes));
  }
}
