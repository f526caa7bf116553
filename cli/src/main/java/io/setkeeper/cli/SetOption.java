package io.setkeeper.cli;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Place;
import io.setkeeper.sandbox.kinds.Kinds;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which replica set a verb is about. */
final class SetOption {
  @Mixin private PlaceOption place = new PlaceOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEFULSET",
      description = "Needed where there are several sets: mongo, or statefulset/mongo.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--statefulset",
      paramLabel = "STATEFULSET",
      description = "The same, as an option.")
  private Optional<String> option = Optional.empty();

  /**
   * A set that there is, and the API server that has it.
   *
   * @param kube the caller's
   */
  record Opened(Kube kube, Place place, MongoSet set) {}

  /** What is done with a set. */
  @FunctionalInterface
  interface Work<T> {
    T with(Opened opened) throws InterruptedException;
  }

  /**
   * Does something with the set.
   *
   * @param rights what it needs to be allowed, for whom it is not allowed
   * @throws Refusal where no sandbox runs, there is no such context or set, it is not clear which,
   *     or the API server refuses
   */
  <T> T with(String rights, Work<T> work) throws InterruptedException {
    return place.with(rights, opened -> work.with(choose(opened)));
  }

  /** The same in a cluster: that of the current context, where none is named. */
  <T> T withCluster(String rights, Work<T> work) throws InterruptedException {
    try (PlaceOption.Opened opened = place.openCluster()) {
      return opened.told(rights, at -> work.with(choose(at)));
    }
  }

  private Opened choose(PlaceOption.Opened at) {
    String remedy =
        switch (at.place()) {
          case Place.Sandbox _ ->
              "Create the recipe's: setkeeper up; or name its namespace: -n NAMESPACE";
          case Place.Cluster _ -> "Name its namespace: -n NAMESPACE";
        };
    return new Opened(
        at.kube(), at.place(), MongoSet.choose(at.kube(), at.namespace(), named(), remedy));
  }

  private Optional<String> named() {
    Optional<String> first = name.map(SetOption::withoutKind);
    Optional<String> second = option.map(SetOption::withoutKind);
    if (first.isPresent() && second.isPresent() && !first.equals(second)) {
      throw new Refusal(
          "Two StatefulSets are named: %s and %s".formatted(first.get(), second.get()), "Name one");
    }
    return first.or(() -> second);
  }

  private static String withoutKind(String text) {
    return text.contains("/") ? Target.parse(text, Kinds.STATEFUL_SET, "").name() : text;
  }
}
