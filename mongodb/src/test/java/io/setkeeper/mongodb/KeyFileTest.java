package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.decision.Keeper;
import io.setkeeper.core.decision.Policy;
import io.setkeeper.core.model.Claim;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.model.Wishes;
import io.setkeeper.core.port.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set whose mongods demand a login, over real sockets and with real logins: what is decided on
 * what they answer to a keeper that has their key file.
 */
class KeyFileTest {
  private static final String PASSWORD = "correct horse";
  private final List<FakeMongod> mongods = new ArrayList<>();
  @TempDir private Path folder;
  private Path keyFile = Path.of("key");

  @BeforeEach
  void writeTheKey() throws IOException {
    keyFile = Files.writeString(folder.resolve("key"), KeyfileMongod.KEY);
  }

  @AfterEach
  void end() {
    mongods.forEach(FakeMongod::close);
  }

  @Test
  void threeThatAreEmptyAreInitiatedTogether() {
    start(new KeyfileMongod(true), new KeyfileMongod(false), new KeyfileMongod(false));
    try (Mongods asked = asked(Optional.of(keyFile))) {
      Decision decision =
          decide(asked, new SetRecord.Initiating("1", "mongo-0", "uid-0", claimUids()));
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Act.class,
              act ->
                  assertThat(act.action())
                      .isInstanceOfSatisfying(
                          Action.Initiate.class,
                          it ->
                              assertThat(it.config().members())
                                  .extracting(Member::id)
                                  .containsExactly(0, 1, 2)));
    }
  }

  @Test
  void oneThatHasDataIsSeenToHaveIt() {
    start(new KeyfileMongod(true), new KeyfileMongod(false), new KeyfileMongod(false).withData());
    try (Mongods asked = asked(Optional.of(keyFile))) {
      assertThat(decide(asked, new SetRecord.None()).reason().why())
          .contains("mongod of mongo-2 has data already");
    }
  }

  @Test
  void withoutTheKeyNothingIsKnownOfTheOthersAndTheReasonSaysWhatToGive() {
    start(new KeyfileMongod(true), new KeyfileMongod(false), new KeyfileMongod(false));
    try (Mongods asked = asked(Optional.empty())) {
      Decision decision = told(asked, new SetRecord.None());
      assertThat(decision).isInstanceOf(Decision.Wait.class);
      assertThat(decision.reason().why()).contains("mongo-1", "SETKEEPER_KEY_FILE");
    }
  }

  @Test
  void newcomersOfASetWithUsersAreAdded() {
    start(
        new KeyfileMongod(true).initiated().user("keeper", PASSWORD),
        new KeyfileMongod(false),
        new KeyfileMongod(false));
    try (Mongods asked = asked(Optional.of(keyFile))) {
      assertThat(decide(asked, initiated()))
          .isInstanceOfSatisfying(
              Decision.Act.class,
              act ->
                  assertThat(act.action())
                      .isInstanceOfSatisfying(
                          Action.Reconfig.class,
                          it ->
                              assertThat(it.to().members())
                                  .extracting(Member::host, Member::voting)
                                  .containsExactly(
                                      tuple(host(0), true),
                                      tuple(host(1), false),
                                      tuple(host(2), false))));
    }
  }

  @Test
  void aNewcomerThatHasDataIsNotAdded() {
    start(
        new KeyfileMongod(true).initiated().user("keeper", PASSWORD),
        new KeyfileMongod(false).withData());
    try (Mongods asked = asked(Optional.of(keyFile))) {
      Decision decision = decide(asked, initiated());
      assertThat(decision).isInstanceOf(Decision.Refuse.class);
      assertThat(decision.reason().what()).contains("mongo-1 has data of its own");
    }
  }

  @Test
  void withoutTheKeyANewcomerIsNotAddedAndTheReasonSaysWhatToGive() {
    start(new KeyfileMongod(true).initiated().user("keeper", PASSWORD), new KeyfileMongod(false));
    try (Mongods asked = asked(Optional.empty())) {
      Decision decision = told(asked, initiated());
      assertThat(decision).isInstanceOf(Decision.Wait.class);
      assertThat(decision.reason().toString()).contains("mongo-1", "SETKEEPER_KEY_FILE");
    }
  }

  @Test
  void aNewSetGetsItsUserByTheKeyAndIsAskedAsThatUserThen() {
    KeyfileMongod primary = new KeyfileMongod(false).initiated();
    start(primary);
    try (Mongods asked = asked(Optional.of(keyFile))) {
      HostPort address = mongods.getFirst().address();
      assertThat(mongods.getFirst().askedBy(asked)).isInstanceOf(Mongod.InSet.class);
      assertThat(asked.lacksUser(address)).isTrue();
      // As a keeper does, which asks again where a busy machine did not answer in time.
      await().until(() -> asked.ensureUser(address), new Outcome.Done()::equals);
      assertThat(primary.passwords).containsEntry("keeper", PASSWORD);
      await().until(() -> mongods.getFirst().askedBy(asked), Mongod.InSet.class::isInstance);
      assertThat(asked.lacksUser(address)).isFalse();
    }
  }

  @Test
  void whereThereAreOtherUsersNoneIsMadeByTheKey() {
    start(new KeyfileMongod(true).initiated().user("admin", "theirs"));
    try (Mongods asked = asked(Optional.of(keyFile))) {
      HostPort address = mongods.getFirst().address();
      mongods.getFirst().askedBy(asked);
      assertThat(asked.ensureUser(address))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.why()).contains("has users", "MONGODB_USERNAME"));
    }
  }

  @Test
  void aKeyThatIsNotTheSetsIsSaidToBeWrong() throws IOException {
    Files.writeString(keyFile, "b3RoZXI=");
    start(new KeyfileMongod(false));
    try (Mongods asked = asked(Optional.of(keyFile))) {
      assertThat(mongods.getFirst().askedBy(asked))
          .isInstanceOfSatisfying(
              Mongod.Unknown.class,
              unknown ->
                  assertThat(unknown.why())
                      .contains("neither the keeper's user nor the key of " + keyFile)
                      .doesNotContain("b3RoZXI="));
    }
  }

  @Test
  void ofSeveralKeysTheFirstIsTaken() throws IOException {
    Files.writeString(keyFile, "- \"bmV3\"\n- b2xk\n");
    assertThat(KeyFile.credentials(keyFile).password()).isEqualTo("bmV3");
    Files.writeString(keyFile, "bmV3\n  a2V5\n");
    assertThat(KeyFile.credentials(keyFile).password()).isEqualTo("bmV3a2V5");
  }

  @Test
  void aFileWithoutAKeyIsRefusedByItsName() throws IOException {
    Files.writeString(keyFile, "\n");
    assertThatThrownBy(() -> asked(Optional.of(keyFile)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(keyFile + " holds no key");
  }

  private void start(KeyfileMongod... hosts) {
    for (KeyfileMongod host : hosts) {
      mongods.add(FakeMongod.start(host));
    }
  }

  private static Mongods asked(Optional<Path> keyFile) {
    Credentials user = Credentials.of("keeper", PASSWORD);
    return new Mongods(
        new MongodAccess(Optional.of(user), Optional.empty(), keyFile),
        Patience.FAR,
        HostPort::host,
        () -> {});
  }

  /** The same, once the driver's heartbeat has told that the mongods are in no set. */
  private Decision told(Mongods asked, SetRecord record) {
    return await()
        .until(() -> decide(asked, record), it -> it.reason().toString().contains("no set"));
  }

  /** As mongo-0's keeper decides. */
  private Decision decide(Mongods asked, SetRecord record) {
    Map<String, Mongod> answers = new HashMap<>();
    List<Pod> pods = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < mongods.size(); i++) {
      answers.put("mongo-" + i, mongods.get(i).askedBy(asked));
      pods.add(
          new Pod(
              "mongo-" + i,
              i,
              "uid-" + i,
              host(i),
              Optional.of("10.0.0." + i),
              true,
              Optional.empty(),
              Optional.empty()));
      claims.add(claim(i));
    }
    Snapshot snapshot =
        new Snapshot(
            "mongo-0",
            new StatefulSetView.Known(
                "default", "mongo", mongods.size(), 0, false, true, Wishes.NONE),
            pods,
            claims,
            record,
            new LeaseView.Free(),
            answers);
    return Keeper.decide(snapshot, Policy.of("rs0"), Instant.EPOCH);
  }

  private SetRecord initiated() {
    Mongod primary;
    try (Mongods asked = asked(Optional.of(keyFile))) {
      primary = mongods.getFirst().askedBy(asked);
    }
    Mongod.InSet own = (Mongod.InSet) primary;
    ReplicaSetConfig config = own.config();
    return new SetRecord.Initiated("1", config.replicaSetId().orElseThrow(), 0)
        .settingApart(
            mongods.size() - 1, new ConfigVersion(own.term(), config.version().version()));
  }

  private List<String> claimUids() {
    return mongods.stream().map(m -> claim(mongods.indexOf(m)).uid()).toList();
  }

  private static HostPort host(int ordinal) {
    return HostPort.parse("mongo-%d.mongo.default.svc.cluster.local:27017".formatted(ordinal));
  }

  private static Claim claim(int ordinal) {
    return new Claim("data-mongo-" + ordinal, ordinal, "claim-" + ordinal);
  }
}
