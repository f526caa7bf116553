package io.setkeeper.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** Logging in over a real socket, and getting by without a user while there is none. */
class LoginTest {
  private static final String PASSWORD = "correct horse";
  private static final ReplicaSetConfig ALONE =
      ReplicaSetConfig.initial(
          "rs0", List.of(Member.voter(0, HostPort.parse("mongo-0.mongo:27017"))));

  @Test
  void aMemberIsAskedWithTheLogin() {
    try (FakeMongod mongod =
            FakeMongod.start(new KeyfileMongod(false).initiated().user("keeper", PASSWORD));
        Mongods mongods = mongods("keeper", PASSWORD)) {
      assertThat(mongod.askedBy(mongods)).isInstanceOf(Mongod.InSet.class);
      assertThat(mongods.lacksUser(mongod.address())).isFalse();
    }
  }

  @Test
  void aWrongPasswordIsOneClearMessageWithoutThePassword() {
    try (FakeMongod mongod =
            FakeMongod.start(new KeyfileMongod(false).initiated().user("keeper", PASSWORD));
        Mongods mongods = mongods("keeper", "battery staple")) {
      assertThat(mongod.askedBy(mongods))
          .isEqualTo(
              new Mongod.Unknown(
                  "it does not accept the keeper's login (18 AuthenticationFailed: Authentication"
                      + " failed.): check MONGODB_USERNAME, MONGODB_PASSWORD and the user's"
                      + " database, MONGODB_DATABASE",
                  false));
    }
  }

  @Test
  void aPasswordIsNeverPrinted() {
    assertThat(Credentials.of("keeper", PASSWORD)).asString().isEqualTo("keeper@admin");
    assertThat(new MongodAccess(Optional.of(Credentials.of("keeper", PASSWORD)), Optional.empty()))
        .asString()
        .doesNotContain(PASSWORD);
  }

  @Test
  void withoutCredentialsTheMessageSaysWhichToGive() {
    try (FakeMongod mongod =
            FakeMongod.start(new KeyfileMongod(false).initiated().user("keeper", PASSWORD));
        Mongods mongods = new Mongods(() -> {})) {
      assertThat(mongod.askedBy(mongods))
          .isEqualTo(
              new Mongod.Unknown(
                  "it demands a login (13 Unauthorized: command replSetGetStatus requires"
                      + " authentication): give the keeper MONGODB_USERNAME and MONGODB_PASSWORD",
                  false));
    }
  }

  @Test
  void aSetThatDemandsALoginIsFormedOverTheLocalhostExceptionAndGetsItsUser() {
    KeyfileMongod keyfile = new KeyfileMongod(true);
    try (FakeMongod mongod = FakeMongod.start(keyfile);
        Mongods mongods = mongods("keeper", PASSWORD)) {
      assertThat(mongod.askedBy(mongods))
          .isEqualTo(new Mongod.Uninitiated(Mongod.Contents.UNSEEN, Optional.empty()));
      assertThat(mongods.ensureUser(mongod.address())).isInstanceOf(Outcome.Stale.class);
      assertThat(mongods.initiate(mongod.address(), ALONE, false)).isEqualTo(new Outcome.Done());
      assertThat(mongod.askedBy(mongods))
          .isEqualTo(
              new Mongod.Unknown("the set has no user yet, so its config can't be read", false));
      assertThat(mongods.lacksUser(mongod.address())).isTrue();
      assertThat(mongods.ensureUser(mongod.address())).isEqualTo(new Outcome.Done());
      assertThat(keyfile.passwords).containsEntry("keeper", PASSWORD);
      assertThat(mongod.askedBy(mongods)).isInstanceOf(Mongod.InSet.class);
      assertThat(mongods.lacksUser(mongod.address())).isFalse();
    }
  }

  @Test
  void theKeepersUserMayDoEverythingAndItsCreationIsKeptByAMajority() {
    try (FakeMongod mongod = FakeMongod.start(new KeyfileMongod(true).initiated());
        Mongods mongods = mongods("keeper", PASSWORD)) {
      mongods.ensureUser(mongod.address());
      BsonDocument created =
          mongod.asked().stream()
              .filter(c -> c.containsKey("createUser"))
              .findFirst()
              .orElseThrow();
      assertThat(created.getArray("roles"))
          .containsExactly(BsonDocument.parse("{role: 'root', db: 'admin'}"));
      assertThat(created.getDocument("writeConcern").getString("w").getValue())
          .isEqualTo("majority");
    }
  }

  @Test
  void aUserThatIsThereIsNotCreatedAgain() {
    try (FakeMongod mongod =
            FakeMongod.start(new KeyfileMongod(true).initiated().user("keeper", PASSWORD));
        Mongods mongods = mongods("keeper", PASSWORD)) {
      assertThat(mongods.ensureUser(mongod.address())).isEqualTo(new Outcome.Done());
      assertThat(mongod.asked()).noneMatch(c -> c.containsKey("createUser"));
    }
  }

  @Test
  void somebodyElsesUserEndsTheLocalhostExceptionAndTheLoginIsAskedForAgain() {
    KeyfileMongod keyfile = new KeyfileMongod(true).initiated();
    try (FakeMongod mongod = FakeMongod.start(keyfile);
        Mongods mongods = mongods("keeper", PASSWORD)) {
      mongod.askedBy(mongods);
      keyfile.user("admin", "theirs");
      assertWhyUnknown(mongod, mongods).contains("does not accept the keeper's login");
      assertThat(mongods.lacksUser(mongod.address())).isFalse();
    }
  }

  @Test
  void aRemoteMongodWithoutUsersIsNotTakenForEmpty() {
    try (FakeMongod mongod = FakeMongod.start(new KeyfileMongod(false));
        Mongods mongods = mongods("keeper", PASSWORD)) {
      await()
          .untilAsserted(
              () ->
                  assertWhyUnknown(mongod, mongods)
                      .contains("can't be asked whether it is empty", "SETKEEPER_KEY_FILE"));
    }
  }

  @Test
  void aUserOfAnotherDatabaseIsNotCreatedByTheKeeper() {
    Credentials elsewhere = new Credentials("keeper", PASSWORD, "shop", Optional.empty());
    try (FakeMongod mongod = FakeMongod.start(new KeyfileMongod(true).initiated());
        Mongods mongods =
            new Mongods(
                new MongodAccess(Optional.of(elsewhere), Optional.empty()),
                HostPort::host,
                () -> {})) {
      assertThat(mongods.ensureUser(mongod.address()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.why()).contains("keeper@shop", "by hand"));
    }
  }

  @Test
  void aMechanismThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(
            () -> new Credentials("keeper", PASSWORD, "admin", Optional.of("MONGODB-CR")))
        .hasMessage(
            "no mechanism 'MONGODB-CR'; there are SCRAM-SHA-256, SCRAM-SHA-1, MONGODB-X509, PLAIN");
  }

  @Test
  void anArbiterIsSaidToHoldNoUsersAndGetsNone() {
    try (FakeMongod mongod = FakeMongod.start(new KeyfileMongod(true).arbiter());
        Mongods mongods = mongods("keeper", PASSWORD)) {
      assertWhyUnknown(mongod, mongods).contains("it is an arbiter", "holds no users");
      assertThat(mongods.isArbiter(mongod.address())).isTrue();
      assertThat(mongods.lacksUser(mongod.address())).isFalse();
    }
  }

  @Test
  void aNewMongodThatBecameAnArbiterIsNotTakenForASetWithoutUsers() {
    KeyfileMongod keyfile = new KeyfileMongod(true);
    try (FakeMongod mongod = FakeMongod.start(keyfile);
        Mongods mongods = mongods("keeper", PASSWORD)) {
      assertThat(mongod.askedBy(mongods)).isInstanceOf(Mongod.Uninitiated.class);
      keyfile.arbiter();
      assertWhyUnknown(mongod, mongods).contains("it is an arbiter");
    }
  }

  @Test
  void aRemoteArbiterIsNotSaidToRefuseAWrongPassword() {
    try (FakeMongod mongod = FakeMongod.start(new KeyfileMongod(false).arbiter());
        Mongods mongods = mongods("keeper", PASSWORD)) {
      await()
          .untilAsserted(
              () ->
                  assertWhyUnknown(mongod, mongods)
                      .contains("it is an arbiter")
                      .doesNotContain("MONGODB_PASSWORD"));
    }
  }

  /** It is unknown, for the reason that is asserted on. */
  private static AbstractStringAssert<?> assertWhyUnknown(FakeMongod mongod, Mongods mongods) {
    return assertThat(mongod.askedBy(mongods))
        .asInstanceOf(InstanceOfAssertFactories.type(Mongod.Unknown.class))
        .extracting(Mongod.Unknown::why, InstanceOfAssertFactories.STRING);
  }

  private static Mongods mongods(String user, String password) {
    return new Mongods(
        new MongodAccess(Optional.of(Credentials.of(user, password)), Optional.empty()),
        Patience.FAR,
        HostPort::host,
        () -> {});
  }
}
