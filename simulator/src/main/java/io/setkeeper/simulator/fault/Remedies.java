package io.setkeeper.simulator.fault;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.World;
import io.setkeeper.simulator.trace.Trace;
import java.util.Map;
import java.util.Optional;

/** What a person does about what the keepers of a set with a primary say, where they say how. */
final class Remedies {
  private final World world;

  Remedies(World world) {
    this.world = world;
  }

  /**
   * @param reasons the last one of each keeper, by pod; emptied of what was followed
   */
  void apply(Map<String, String> reasons) {
    removeStrangers();
    sayWriteConcern(reasons);
    takeBackArbiters(reasons);
    removeArbiters(reasons);
    deleteWrongRecord(reasons);
  }

  private void sayWriteConcern(Map<String, String> reasons) {
    if (reasons.values().stream().anyMatch(why -> why.contains("setDefaultRWConcern"))) {
      world.mongods().setDefaultWriteConcern();
    }
  }

  /** A record that names a set of which nothing is left, where the keepers say that it may be. */
  private void deleteWrongRecord(Map<String, String> reasons) {
    boolean isSuspect =
        reasons.values().stream().anyMatch(why -> why.contains("if the record is wrong"));
    boolean isLeft =
        world.nodes().volumes().stream()
            .flatMap(volume -> volume.config().stream())
            .anyMatch(config -> config.replicaSetId().equals(recorded()));
    if (isSuspect && !isLeft) {
      tell("the record is deleted");
      world.api().deleteRecord();
      reasons.clear();
    }
  }

  private Optional<String> recorded() {
    return world.api().state().record() instanceof SetRecord.Initiated record
        ? Optional.of(record.replicaSetId())
        : Optional.empty();
  }

  private void tell(String what) {
    world.trace().add(world.timeline().now(), "api", Trace.Kind.ORDER, what);
  }

  /** A set of seven voters takes no arbiter: it is to be a member as all others. */
  private void takeBackArbiters(Map<String, String> reasons) {
    if (reasons.values().stream().anyMatch(why -> why.contains("an arbiter has to vote"))) {
      wishForNoArbiter();
      reasons.clear();
    }
  }

  private void wishForNoArbiter() {
    Map<Integer, MemberSettings> wishes = world.api().state().statefulSet().wishes().members();
    wishes.forEach(
        (ordinal, wish) -> {
          if (wish.arbiter()) {
            world
                .api()
                .order(
                    "no arbiter any more: " + ordinal,
                    People.wish(People.member(ordinal, MemberSettings.NONE)));
          }
        });
  }

  private void orderAway(HostPort host) {
    world.api().order("ordered to remove " + host, People.wish(People.removal(host)));
  }

  /** Where there are so many that no config can be changed any more. */
  private void removeArbiters(Map<String, String> reasons) {
    if (reasons.values().stream().noneMatch(why -> why.contains("order to remove an arbiter"))) {
      return;
    }
    wishForNoArbiter();
    world.primary().flatMap(SimMongod::config).stream()
        .flatMap(config -> config.members().stream())
        .filter(Member::arbiterOnly)
        .map(Member::host)
        .forEach(this::orderAway);
    reasons.clear();
  }

  /** Members under an address that is nobody's any more: their pods came back as new members. */
  private void removeStrangers() {
    world
        .primary()
        .flatMap(SimMongod::config)
        .ifPresent(
            config ->
                config.members().stream()
                    .map(Member::host)
                    .filter(host -> !host.host().startsWith(Names.SET))
                    .filter(host -> world.mongods().resolve(host).isEmpty())
                    .filter(
                        host ->
                            !world.api().state().statefulSet().wishes().removals().contains(host))
                    .forEach(this::orderAway));
  }
}
