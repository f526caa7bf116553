package io.setkeeper.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.simulator.fault.People;
import io.setkeeper.simulator.keeper.KeeperObserver;
import io.setkeeper.simulator.kubernetes.Names;
import io.setkeeper.simulator.kubernetes.PodRun;
import io.setkeeper.simulator.mark.Failure;
import io.setkeeper.simulator.mongod.SimMongod;
import io.setkeeper.simulator.run.WorldSettings;
import io.setkeeper.simulator.time.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The failures of the sidecar that people use today, as far as a decision can cause them. */
class ScenariosTest {
  @Test
  void everyFailureOfADecisionHasItsScenario() {
    List<String> tests =
        Arrays.stream(getClass().getDeclaredMethods()).map(m -> m.getName()).toList();

    assertThat(Failure.ofDecisions()).extracting(Failure::scenario).isSubsetOf(tests);
  }

  @Test
  void aMinorityNeverForcesAConfig() {
    Story story = Story.ofAWholeSet(WorldSettings.calm());
    String lonely = story.world().primary().orElseThrow().place();
    int configs = story.written().size();

    others(story, lonely).forEach(other -> story.cut(lonely, other));
    story.pass(60_000);

    assertThat(story.reason(lonely)).contains("Waiting for a majority");
    assertThat(story.forced()).isZero();
    assertThat(story.written().subList(configs, story.written().size()))
        .allSatisfy(config -> assertThat(config.members()).hasSize(3));
    story.world().network().healAll();
    story.untilWhole();
  }

  @Test
  void aSecondSetIsNeverInitiated() {
    Story story = Story.ofAWholeSet(WorldSettings.calm());
    for (String other : List.of("mongo-1", "mongo-2")) {
      story.cut("mongo-0", other);
      story.cut(other, Network.API);
    }
    story.world().api().deleteRecord();

    story.world().wipe(story.pod(0));
    story.pass(60_000);

    assertThat(story.reason("mongo-0")).contains("may hold a replica-set config");
    assertThat(story.initiations()).isEqualTo(1);
    story.world().network().healAll();
    story.untilWhole();
    assertThat(story.initiations()).isEqualTo(1);
  }

  @Test
  void anInterruptedInitiationIsFinishedUnderFinalNames() {
    Story story = new Story(WorldSettings.calm());
    story
        .world()
        .observe(
            new KeeperObserver() {
              @Override
              public void acts(Snapshot snapshot, Action action, long lookBegan) {
                if (action instanceof Action.Initiate) {
                  story
                      .world()
                      .timeline()
                      .after(1, () -> story.world().nodes().crashKeeper(story.pod(0)));
                }
              }
            });

    story.untilWhole();

    assertThat(story.initiations()).isEqualTo(1);
    assertThat(story.written())
        .allSatisfy(
            config ->
                assertThat(config.members())
                    .extracting(Member::host)
                    .isSubsetOf(Names.host(0), Names.host(1), Names.host(2)));
  }

  @Test
  void aPlanOnAnOldConfigChangesNothing() {
    Story story = Story.ofAWholeSet(WorldSettings.calm().replicas(1));
    List<ConfigVersion> plannedOn = new ArrayList<>();
    story
        .world()
        .observe(
            new KeeperObserver() {
              @Override
              public void acts(Snapshot snapshot, Action action, long lookBegan) {
                if (plannedOn.isEmpty() && action instanceof Action.Reconfig(var from, var to)) {
                  plannedOn.add(from.version());
                  // Somebody is faster.
                  story.mongod(0).reconfig(from, withTag(from), outcome -> {});
                }
              }
            });

    story.scaleTo(2);
    story.until(
        "a plan is refused",
        () -> story.outcomes().stream().anyMatch(Outcome.Stale.class::isInstance));
    story.untilWhole();

    assertThat(story.hosts()).containsExactly(Names.host(0), Names.host(1));
    assertThat(story.config().member(0).orElseThrow().tags()).containsKey("by");
  }

  private static ReplicaSetConfig withTag(ReplicaSetConfig config) {
    return config.change(
        0,
        m ->
            new Member(
                m.id(),
                m.host(),
                m.votes(),
                m.priority(),
                m.hidden(),
                m.delaySecs(),
                m.arbiterOnly(),
                m.newlyAdded(),
                Map.of("by", "hand")));
  }

  @Test
  void aDeadNodeStaysAMemberAndTheConfigIsQuiet() {
    Story story = Story.ofAWholeSet(WorldSettings.calm());
    PodRun dead = story.pod(follower(story));
    ConfigVersion before = story.config().version();

    story.world().nodes().powerOff(dead);
    story.pass(120_000);

    assertThat(story.config().version()).isEqualTo(before);
    assertThat(story.config().members()).hasSize(3);
  }

  @Test
  void aLongRestartEvictsNobody() {
    Story story = Story.ofAWholeSet(WorldSettings.calm());
    PodRun away = story.pod(follower(story));
    ConfigVersion before = story.config().version();

    story.world().nodes().powerOff(away);
    story.pass(58_000);
    story.world().nodes().powerOn(away);
    story.untilWhole();

    assertThat(story.config().version()).isEqualTo(before);
  }

  @Test
  void scalingDownKeepsAMajorityAllTheWay() {
    Story story = Story.ofAWholeSet(WorldSettings.calm().replicas(5));

    story.scaleTo(1);
    story.until(
        "one member is left",
        () -> {
          assertThat(livingVoters(story)).isTrue();
          return story.world().api().state().pods().size() == 1;
        });
    story.untilWhole();

    assertThat(story.hosts()).containsExactly(Names.host(0));
  }

  /** Whether, of every config that a primary has, a majority of the voters runs. */
  private static boolean livingVoters(Story story) {
    Optional<ReplicaSetConfig> config = story.world().primary().flatMap(SimMongod::config);
    if (config.isEmpty()) {
      return true; // between two primaries
    }
    List<Member> voters = config.get().voters();
    long living =
        voters.stream()
            .filter(
                v ->
                    IntStream.range(0, 5)
                        .filter(i -> Names.host(i).equals(v.host()))
                        .mapToObj(i -> story.world().nodes().pod(i).flatMap(PodRun::mongod))
                        .anyMatch(Optional::isPresent))
            .count();
    return living > voters.size() / 2;
  }

  @Test
  void manyNewcomersGetTheirVotesOneByOne() {
    Story story = Story.ofAWholeSet(WorldSettings.calm().inParallel().replicas(1));

    story.scaleTo(7);
    story.untilWhole();

    assertThat(story.config().voters()).hasSize(7);
    for (int i = 1; i < story.written().size(); i++) {
      int more =
          story.written().get(i).voters().size() - story.written().get(i - 1).voters().size();
      assertThat(more).isBetween(0, 1);
    }
  }

  @Test
  void theEighthMemberHasNoVote() {
    Story story = Story.ofAWholeSet(WorldSettings.calm().inParallel().replicas(9));

    assertThat(story.config().members()).hasSize(9);
    assertThat(story.config().voters()).hasSize(7);
    assertThat(story.config().members())
        .filteredOn(m -> !m.voting())
        .allSatisfy(m -> assertThat(m.priority()).isZero());
  }

  @Test
  void allAddressesNewAtOnceIsRefusedExplainedAndMendedByAnOrder() {
    Story story = ofASetNamedByAddresses();

    List.copyOf(story.world().nodes().pods())
        .forEach(pod -> story.world().nodes().delete(pod.name()));
    story.until(
        "it is refused, and an order is named",
        () -> story.refuses("mongo-0") && order(story, "mongo-0").isPresent());
    story.pass(30_000);
    assertThat(story.world().primary()).isEmpty();
    assertThat(story.forced()).isZero();

    RecoverFrom order = order(story, "mongo-0").orElseThrow();
    story.world().api().order("order", People.wish(People.recoverFrom(Optional.of(order))));
    story.untilWhole();

    assertThat(story.forced()).isEqualTo(1);
    assertThat(story.hosts())
        .containsExactlyInAnyOrder(Names.host(0), Names.host(1), Names.host(2));
  }

  /** As the old sidecar leaves it where no service is named: every member under its pod's IP. */
  private static Story ofASetNamedByAddresses() {
    Story story =
        new Story(
            WorldSettings.calm().inParallel().wishing(People.paused(true).apply(Wishes.NONE)));
    story.pass(15_000);
    List<Member> members =
        story.world().api().state().pods().stream()
            .map(pod -> Member.voter(pod.ordinal(), Names.at(pod.address().orElseThrow())))
            .toList();
    story.mongod(0).initiate(ReplicaSetConfig.initial(Names.SET, members), outcome -> {});
    story.until("a primary", () -> story.world().primary().isPresent());
    story.world().api().order("goes on", People.wish(People.paused(false)));
    return story;
  }

  private static Optional<RecoverFrom> order(Story story, String pod) {
    Matcher matcher = Pattern.compile("recover-from='([^']+)'").matcher(story.reason(pod));
    return matcher.find() ? Optional.of(RecoverFrom.parse(matcher.group(1))) : Optional.empty();
  }

  @Test
  void anIdIsNeverUsedTwice() {
    Story story = Story.ofAWholeSet(WorldSettings.calm());
    for (int replicas : List.of(5, 3, 5)) {
      story.scaleTo(replicas);
      story.until(
          "scaled",
          () ->
              story.world().lacks().isEmpty()
                  && story.world().api().state().pods().size() == replicas);
    }

    assertThat(story.config().members()).extracting(Member::id).containsExactly(0, 1, 2, 5, 6);
  }

  private static int follower(Story story) {
    return Names.ordinal(others(story, story.world().primary().orElseThrow().place()).getFirst());
  }

  private static List<String> others(Story story, String pod) {
    return story.world().nodes().pods().stream()
        .map(PodRun::name)
        .filter(name -> !name.equals(pod))
        .toList();
  }
}
