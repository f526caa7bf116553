package io.setkeeper.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExplainTest {
  private static String text(Snapshot look) {
    return String.join("\n", ExplainText.lines(Looks.account(look)));
  }

  @Test
  void ofAWholeSetItSaysThatThereIsNothingToDo() {
    assertThat(text(Looks.look(false, 3, Looks.hosts(3))))
        .contains("Replica set rs0 of a test, at 2026-01-01T12:00:00Z")
        .contains("StatefulSet   shop/db: replicas: 3")
        .contains("Lease         free (last held by db-0)")
        .contains("Config of rs0 (term 2, version 7), committed")
        .contains("Wanted: 3 members, 3 votes: as the config is.")
        .contains("Next, by the keeper of db-0: Nothing to do\n  because ")
        .contains("Config: as it is.")
        .contains("Quorum: 3 of 3 voters healthy, majority 2; unchanged by this step");
  }

  @Test
  void ofAPausedSetItSaysWhatWouldBeDone() {
    assertThat(text(Looks.look(true, 5, Looks.hosts(3))))
        .contains("paused by annotation")
        .contains("db-4   running   10.0.0.4   no config yet, and empty")
        .contains("Wanted: 5 members, 5 votes. To the end, step by step:")
        .contains("Paused by annotation: no keeper does anything. Without it:\nNext, by")
        .contains("+ db-3.db.shop.svc.cluster.local:27017: added (_id 3, votes 0, priority 0)");
  }

  @Test
  void aSetFormedByTheOldSidecarUnderAddressesIsExplainedBeforeItIsAdopted() {
    Snapshot look = Looks.look(false, 3, Looks.addresses(3));
    Snapshot legacy = Looks.with(look, new SetRecord.None(), look.mongods());

    assertThat(text(legacy))
        .contains("Record        none: no keeper has written one yet")
        .contains("1     10.0.0.1:27017   db-1   SECONDARY   1       1          1s")
        .contains("host 10.0.0.1:27017 -> db-1.db.shop.svc.cluster.local:27017")
        .contains("Next, by the keeper of db-0: Noting set 65aa")
        .contains("WARNING: 3 members named by the IPs of pods")
        .contains("Before containers are swapped for keepers, do it by hand");
    assertThat(ExplainJson.of(Looks.account(legacy)).path("config").path("members").valueStream())
        .allMatch(member -> member.path("namedByAddress").asBoolean());
  }

  @Test
  void aSetUnderItsPodsNamesIsNotWarnedAbout() {
    Account account = Looks.account(Looks.look(false, 3, Looks.hosts(3)));

    assertThat(String.join("\n", ExplainText.lines(account))).doesNotContain("WARNING");
    assertThat(ExplainJson.of(account).path("config").path("members").valueStream())
        .noneMatch(member -> member.path("namedByAddress").asBoolean());
  }

  @Test
  void aMongodThatCannotBeAskedIsNamedAndTheRestIsExplained() {
    Snapshot look = Looks.look(false, 3, Looks.hosts(3));
    Map<String, Mongod> mongods = new HashMap<>(look.mongods());
    mongods.put("db-2", new Mongod.Unknown("through the API server's port-forward: no", false));

    assertThat(text(Looks.with(look, look.record(), mongods)))
        .contains("unknown: through the API server's port-forward: no")
        .contains("Next, by the keeper of db-0: ");
  }

  @Test
  void withoutAPrimaryTheWordOfAKeeperThatCanSaySomethingCounts() {
    Snapshot look = Looks.look(false, 3, Looks.hosts(3));
    Map<String, Mongod> mongods = new HashMap<>(look.mongods());
    mongods.put("db-0", new Mongod.Unknown("Connection refused", true));

    Account account = Looks.account(Looks.with(look, look.record(), mongods));

    assertThat(account.snapshot().self()).isIn("db-1", "db-2");
    assertThat(account.config()).isPresent();
  }

  @Test
  void jsonTellsTheSame() {
    JsonNode json = ExplainJson.of(Looks.account(Looks.look(true, 5, Looks.hosts(3))));

    assertThat(json.path("next").path("kind").asString()).isEqualTo("act");
    assertThat(json.path("next").path("diff")).hasSize(2);
    assertThat(json.path("next").path("quorumBefore").path("majority").asInt()).isEqualTo(2);
    assertThat(json.path("statefulSet").path("paused").asBoolean()).isTrue();
    assertThat(json.path("config").path("members").path(1).path("pod").asString())
        .isEqualTo("db-1");
    assertThat(json.path("wanted")).hasSize(5);
  }
}
