package io.setkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set that the old sidecar formed comes under Setkeeper: the keeper's container takes the place
 * of the old one, which replaces each pod once, and nothing else does.
 */
@Order(1)
class AdoptionIT {
  private static final String ELSEWHERE = "elsewhere.example:27017";

  @Test
  @Needs(Needs.Thing.ADDRESSES)
  void aSetNamedByItsPodsNamesIsKeptAsItIs(@TempDir Path folder) throws Exception {
    try (MongoSet set = MongoSet.in(Target.fromProperties(), "adoption", "mongo")) {
      Legacy legacy = Legacy.start(set, 3, folder);
      OldSidecar.byNames(set).form(List.of(0, 3, 4));
      Seen before = set.awaitWhole(3, 3);
      Map<String, Integer> ids = set.ids();
      assertThat(legacy.explain()).doesNotContain("WARNING");
      Seen after = legacy.adopt(Legacy.Swap.ORPHANED, now -> now.isWhole(3) && now.voters() == 3);
      assertThat(set.ids()).isEqualTo(ids);
      assertThat(after.setId()).isEqualTo(before.setId());
      set.scale(5);
      Seen grown = set.awaitWhole(5, 5);
      assertThat(grown.members())
          .extracting(Seen.Member::id)
          .contains(0, 3, 4)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  @Needs(Needs.Thing.ADDRESSES)
  void aSetNamedByItsPodsAddressesIsRenamedFirst(@TempDir Path folder) throws Exception {
    try (MongoSet set = MongoSet.in(Target.fromProperties(), "adoption-ip", "mongo")) {
      Legacy legacy = Legacy.start(set, 3, folder);
      OldSidecar old = OldSidecar.byAddresses(set);
      old.form(List.of(0, 1, 2));
      Seen before = set.awaitWhole(3, 3);
      assertThat(legacy.explain()).contains("WARNING: 3 members named by the IPs of pods");
      for (Pod pod : set.pods()) {
        String name = pod.getMetadata().getName();
        old.rename(pod, name + ".mongo.adoption-ip.svc.cluster.local:27017");
        set.awaitWhole(3, 3);
      }
      Seen after = legacy.adopt(Legacy.Swap.IN_PLACE, now -> now.isWhole(3) && now.voters() == 3);
      assertThat(after.setId()).isEqualTo(before.setId());
      assertThat(set.ids()).isEqualTo(Map.of("mongo-0", 0, "mongo-1", 1, "mongo-2", 2));
    }
  }

  /** Six votes, seven members of eight pods, and a member that is no pod and does not answer. */
  @Test
  void whatIsWrongIsPutRightAndWhatCantBeKnownIsLeft(@TempDir Path folder) throws Exception {
    try (MongoSet set = MongoSet.in(Target.fromProperties(), "adoption-wrong", "mongo")) {
      Legacy legacy = Legacy.start(set, 8, folder);
      OldSidecar old = OldSidecar.byNames(set);
      old.form(List.of(0, 1, 3, 4, 5, 6, 8));
      set.awaitWhole(7, 7);
      old.change(
          members -> {
            members.get(2).append("votes", 0).append("priority", 0);
            OldSidecar.add(members, withoutVote(20, ELSEWHERE));
          });
      Map<String, Integer> ids = set.ids();
      assertThat(legacy.explain())
          .contains(ELSEWHERE + " is kept: it is no pod of this StatefulSet");

      Seen after = legacy.adopt(Legacy.Swap.IN_PLACE, AdoptionIT::eightPodsAreWell);

      assertThat(set.ids()).containsAllEntriesOf(ids).hasSize(9);
      assertThat(after.members()).extracting(Seen.Member::id).doesNotHaveDuplicates();
      assertThat(after.member("elsewhere"))
          .hasValueSatisfying(
              member -> assertThat(member).returns(0, Seen.Member::votes).returns(20, m -> m.id()));
    }
  }

  /** As docs/kubernetes.md has it under "Uninstall". */
  @Test
  void aSetWhoseKeepersAreTakenOutGoesOn(@TempDir Path folder) throws Exception {
    try (MongoSet set = Recipe.applied("uninstalled", folder)) {
      Seen before = set.awaitWhole(3, 3);
      try (Writer writer = Writer.start(set, "uninstalled")) {
        set.edit(Legacy::withoutKeeper);
        MongoSet.patiently("three pods without a keeper")
            .until(
                () ->
                    set.pods().size() == 3
                        && set.pods().stream()
                            .allMatch(pod -> pod.getSpec().getContainers().size() == 1));
        set.awaitWhole(3, 3);
        writer.awaitMore(20);
        assertThat(writer.finish().missing()).isEmpty();
      }
      assertThat(set.awaitWhole(3, 3).setId()).isEqualTo(before.setId());
      assertThat(set.client().configMaps().inNamespace("uninstalled").withName("mongo-setkeeper"))
          .as("the record, for a later keeper")
          .returns(true, record -> record.get() != null);
    }
  }

  private static Document withoutVote(int id, String host) {
    return new Document("_id", id)
        .append("host", host)
        .append("votes", 0)
        .append("priority", 0)
        .append("hidden", true);
  }

  private static boolean eightPodsAreWell(Seen now) {
    return now.members().size() == 9
        && now.voters() == 7
        && now.members().stream()
            .filter(member -> !member.host().equals(ELSEWHERE))
            .allMatch(member -> member.state().matches("PRIMARY|SECONDARY"));
  }
}
