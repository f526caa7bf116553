package io.setkeeper.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.MemberSettings;
import io.setkeeper.core.model.RecoverFrom;
import io.setkeeper.core.model.Wishes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishReaderTest {
  private static final String MEMBER = "setkeeper.io/member-2";

  @Test
  void withoutAnnotationsNothingIsWishedFor() {
    assertThat(WishReader.read(Map.of())).isEqualTo(Wishes.NONE);
  }

  @Test
  void annotationsOfOthersAreNoneOfOurs() {
    assertThat(WishReader.read(Map.of("kubectl.kubernetes.io/last-applied-configuration", "{}")))
        .isEqualTo(Wishes.NONE);
  }

  @Test
  void aMembersSettingsAreReadAsTheyAreWritten() {
    Wishes wishes =
        WishReader.read(
            Map.of(MEMBER, "{\"priority\": 2.5, \"votes\": 1, \"tags\": {\"use\": \"reports\"}}"));
    assertThat(wishes.faults()).isEmpty();
    assertThat(wishes.member(2))
        .isEqualTo(
            new MemberSettings(
                OptionalInt.of(1),
                OptionalDouble.of(2.5),
                Optional.empty(),
                OptionalLong.empty(),
                false,
                Map.of("use", "reports")));
  }

  @Test
  void whatIsNotWrittenIsNotWishedFor() {
    assertThat(WishReader.read(Map.of(MEMBER, "{}")).member(2)).isEqualTo(MemberSettings.NONE);
  }

  @Test
  void aHiddenDelayedMemberIsNeverElectedWhetherThatIsWrittenOrNot() {
    assertThat(member("{\"hidden\": true, \"delay\": 3600}"))
        .isEqualTo(
            new MemberSettings(
                OptionalInt.empty(),
                OptionalDouble.of(0),
                Optional.of(true),
                OptionalLong.of(3600),
                false,
                Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"votes\": 0}",
        "{\"hidden\": true}",
        "{\"delay\": 1}",
        "{\"arbiter\": true}",
        "{\"votes\": 0, \"priority\": 0}"
      })
  void whoIsNeverElectedHasPriorityZero(String json) {
    assertThat(member(json).priority()).hasValue(0);
  }

  @Test
  void anArbiterIsReadAsOne() {
    assertThat(member("{\"arbiter\": true}").arbiter()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"priority": 1001}            | "priority" is 1001; write a number from 0 to 1000
          {"priority": -1}              | "priority" is -1; write a number from 0 to 1000
          {"priority": "high"}          | "priority" is "high"; write a number from 0 to 1000
          {"votes": 2}                  | "votes" is 2; write 0 or 1
          {"votes": true}               | "votes" is true; write 0 or 1
          {"votes": 0.5}                | "votes" is 0.5; write 0 or 1
          {"votes": null}               | "votes" is null; write 0 or 1
          {"hidden": "yes"}             | "hidden" is "yes"; write true or false
          {"arbiter": 1}                | "arbiter" is 1; write true or false
          {"delay": -5}                 | "delay" is -5; write whole seconds from 0 to 31622400
          {"delay": 1.5}                | "delay" is 1.5; write whole seconds from 0 to 31622400
          {"delay": 31622401}           | "delay" is 31622401; write whole seconds from 0 to 31622400
          {"delay": "1h"}               | "delay" is "1h"; write whole seconds from 0 to 31622400
          {"tags": ["a"]}               | "tags" is ["a"]; write an object of texts, as {"use": "reports"}
          {"tags": {"n": 1}}            | "tags.n" is 1; write a text in quotes
          {"prio": 1}                   | there is no "prio"; there are arbiter, delay, hidden, priority, tags, votes
          {"votes": 0, "priority": 1}   | "votes": 0 and a "priority" over 0 exclude each other; leave one of them out
          {"hidden": true, "priority": 2} | "hidden": true and a "priority" over 0 exclude each other; leave one of them out
          {"delay": 9, "priority": 2}   | "delay": 9 and a "priority" over 0 exclude each other; leave one of them out
          {"arbiter": true, "priority": 1} | "arbiter": true and a "priority" over 0 exclude each other; leave one of them out
          {"arbiter": true, "votes": 0} | an arbiter can't have "votes": 0: it is there to vote; leave it out
          {"arbiter": true, "delay": 5} | an arbiter can't have "delay": it holds no data; leave it out
          {"arbiter": true, "tags": {"a": "b"}} | an arbiter can't have "tags": it holds no data; leave it out
          7                             | it is no JSON object; write for example {"priority": 2, "tags": {"use": "reports"}}
          []                            | it is no JSON object; write for example {"priority": 2, "tags": {"use": "reports"}}
          """)
  void whatCantBeUnderstoodIsSaidWithItsPlaceAndRemedy(String json, String why) {
    Wishes wishes = WishReader.read(Map.of(MEMBER, json));
    assertThat(wishes.faults()).containsExactly(new Wishes.Fault(MEMBER, why));
    assertThat(wishes.isKnown(2)).isFalse();
    assertThat(wishes.members()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{priority: 1}", "{\"votes\": 1} {}", "{\"votes\":1,\"votes\":0}"})
  void brokenJsonIsSaidWithoutAnExceptionsName(String json) {
    Wishes wishes = WishReader.read(Map.of(MEMBER, json));
    assertThat(wishes.isKnown(2)).isFalse();
    assertThat(wishes.faults())
        .singleElement()
        .extracting(Wishes.Fault::why)
        .asString()
        .contains("JSON")
        .contains("write for example")
        .doesNotContain("tools.jackson", "Exception");
  }

  @Test
  void aFaultInOneMembersSettingsLeavesTheOthersKnown() {
    Wishes wishes =
        WishReader.read(
            Map.of(MEMBER, "{\"votes\": 7}", "setkeeper.io/member-0", "{\"priority\": 3}"));
    assertThat(wishes.isKnown(0)).isTrue();
    assertThat(wishes.member(0).priority()).hasValue(3);
  }

  @Test
  void allFaultsOfAMemberAreNamedAtOnce() {
    assertThat(WishReader.read(Map.of(MEMBER, "{\"votes\": 7, \"delay\": -1}")).faults())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "01", "-1", "2 ", "mongo-2"})
  void anAnnotationOfNoOrdinalIsAFault(String ordinal) {
    String key = "setkeeper.io/member-" + ordinal;
    Wishes wishes = WishReader.read(Map.of(key, "{}"));
    assertThat(wishes.faults())
        .containsExactly(
            new Wishes.Fault(
                key,
                "'%s' is no pod's ordinal; write setkeeper.io/member-0 for the first pod"
                    .formatted(ordinal)));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "' true ', true"})
  void aPauseIsWhatItSays(String text, boolean paused) {
    Wishes wishes = WishReader.read(Map.of("setkeeper.io/paused", text));
    assertThat(wishes.paused()).isEqualTo(paused);
    assertThat(wishes.faults()).isEmpty();
  }

  @Test
  void aPauseThatCantBeReadPauses() {
    Wishes wishes = WishReader.read(Map.of("setkeeper.io/paused", "yes"));
    assertThat(wishes.paused()).isTrue();
    assertThat(wishes.faults())
        .extracting(Wishes.Fault::annotation)
        .containsExactly("setkeeper.io/paused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "51", "three", "", "-1", "3.0"})
  void aSizeThatCantBeReadIsNotKnown(String size) {
    Wishes wishes = WishReader.read(Map.of("setkeeper.io/size", size));
    assertThat(wishes.sizeIsKnown()).isFalse();
    assertThat(wishes.size()).isEmpty();
  }

  @Test
  void anOrderOfRecoveryIsRead() {
    assertThat(
            WishReader.read(
                    Map.of("setkeeper.io/recover-from", "mongo-2@3/17 without mongo-0, mongo-1"))
                .recoverFrom())
        .contains(
            new RecoverFrom("mongo-2", new ConfigVersion(3, 17), List.of("mongo-0", "mongo-1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mongo-2", "mongo-2@3 without mongo-0", "mongo-2@3/17 without ,"})
  void anOrderOfRecoveryThatNamesTooLittleIsAFault(String order) {
    Wishes wishes = WishReader.read(Map.of("setkeeper.io/recover-from", order));
    assertThat(wishes.recoverFrom()).isEmpty();
    assertThat(wishes.faults())
        .extracting(Wishes.Fault::annotation)
        .containsExactly("setkeeper.io/recover-from");
  }

  @Test
  void aFreshStartNamesWhatIsGivenUp() {
    assertThat(
            WishReader.read(Map.of("setkeeper.io/start-afresh", " 6b03c22a14e4d20dd11d7ab4 "))
                .startAfresh())
        .contains("6b03c22a14e4d20dd11d7ab4");
    assertThat(WishReader.read(Map.of("setkeeper.io/start-afresh", " ")).faults()).hasSize(1);
  }

  @Test
  void membersThatAreNoPodsAreRemovedByTheirHost() {
    assertThat(
            WishReader.read(
                    Map.of("setkeeper.io/remove-members", "db9.example.com:27018, arbiter.example"))
                .removals())
        .containsExactlyInAnyOrder(
            new HostPort("db9.example.com", 27018), new HostPort("arbiter.example", 27017));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:27017,", "a:port", "a:0", "a b", ":27017"})
  void aListOfRemovalsThatIsWrongRemovesNobody(String list) {
    Wishes wishes = WishReader.read(Map.of("setkeeper.io/remove-members", list));
    assertThat(wishes.removals()).isEmpty();
    assertThat(wishes.faults())
        .singleElement()
        .extracting(Wishes.Fault::why)
        .asString()
        .endsWith("; write HOST:PORT[,HOST:PORT...] as the config has them");
  }

  @Test
  void aMistypedAnnotationIsNotPassedOverInSilence() {
    assertThat(WishReader.read(Map.of("setkeeper.io/pausd", "true")).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.annotation()).isEqualTo("setkeeper.io/pausd");
              assertThat(fault.why()).contains("setkeeper.io/paused", "setkeeper.io/member-N");
            });
  }

  @Test
  void faultsComeInOneOrderHoweverTheAnnotationsCome() {
    Map<String, String> annotations = new HashMap<>();
    for (int i = 9; i >= 0; i--) {
      annotations.put("setkeeper.io/member-" + i, "{");
    }
    assertThat(WishReader.read(annotations).faults())
        .extracting(Wishes.Fault::annotation)
        .isSorted();
  }

  private static MemberSettings member(String json) {
    Wishes wishes = WishReader.read(Map.of(MEMBER, json));
    assertThat(wishes.faults()).isEmpty();
    return wishes.member(2);
  }
}
