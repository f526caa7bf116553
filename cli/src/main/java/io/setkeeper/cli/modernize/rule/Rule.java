package io.setkeeper.cli.modernize.rule;

import io.setkeeper.cli.modernize.model.Bundle;
import io.setkeeper.cli.modernize.model.MongoSet;
import io.setkeeper.cli.modernize.model.Step;
import io.setkeeper.cli.modernize.model.Wishes;
import java.util.List;
import java.util.stream.Stream;

/** A rule of what manifests should be like. */
@FunctionalInterface
public interface Rule {
  /** The steps that are due; only the first is done before it is asked again. */
  Stream<Step> due(Bundle bundle, Wishes wishes);

  /** A rule about one set. */
  @FunctionalInterface
  interface OfSet {
    /** The steps that are due for a set. */
    Stream<Step> due(MongoSet set, Bundle bundle, Wishes wishes);
  }

  /** A rule for every set. */
  static Rule each(OfSet rule) {
    return (bundle, wishes) -> bundle.sets().stream().flatMap(set -> rule.due(set, bundle, wishes));
  }

  /** All of them, in the order in which they are followed. */
  List<Rule> ALL =
      List.of(
          new ApiVersions(),
          each(new Selector()),
          each(new HeadlessService()),
          each(new ClaimClasses()),
          new RemovedProvisioners(),
          each(new DeadArguments()),
          each(new BindAll()),
          each(new KeeperContainer()),
          each(new KeeperEndpoints()),
          each(new KeeperRestrictions()),
          each(new GracePeriod()),
          each(new MongodReadiness()),
          each(new PreStopGate()),
          each(new Account()),
          each(new Spread()),
          each(new Companions()),
          each(new NativeSidecar()));
}
