package io.setkeeper.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.mongodb.HelloWatch.News;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
  private static final MongoSet SET =
      new MongoSet("shop", "mongo", "rs0", 3, "db", "mongo", 27017, false);
  private static final String FULL = ".db.shop.svc.cluster.local:27017";

  private static Pod pod(int ordinal, String address) {
    return new Pod(
        "mongo-" + ordinal,
        ordinal,
        "uid-" + ordinal,
        HostPort.parse("mongo-" + ordinal + FULL),
        Optional.of(address),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static News hello(int version, boolean writable, String self, String... members) {
    return new News.Hello(
        Optional.of("rs0"),
        version,
        Optional.of(HostPort.parse(self)),
        Arrays.stream(members).map(HostPort::parse).toList(),
        Optional.empty(),
        writable);
  }

  private static Membership of(Map<String, News> heard, Pod... pods) {
    return Membership.of(SET, List.of(pods), heard, Optional.empty()).orElseThrow();
  }

  private static Optional<String> podOf(Membership membership, String member) {
    return Objects.requireNonNull(membership.pods().get(MemberAddress.parse(member).orElseThrow()));
  }

  @Test
  void aMemberIsThePodOfItsNameWhetherThatIsThereOrNot() {
    Membership membership =
        of(
            Map.of("mongo-0", hello(3, true, "mongo-0" + FULL, "mongo-0" + FULL, "mongo-1" + FULL)),
            pod(0, "10.0.0.7"));

    assertThat(podOf(membership, "mongo-1" + FULL)).contains("mongo-1");
    assertThat(membership.primary().map(membership::name)).contains("mongo-0");
    assertThat(membership.strangers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongo-1", "mongo-1.db", "mongo-1.db.shop", "mongo-1.db.shop.svc"})
  void aNameMayBeShortenedAsPodsMay(String name) {
    String member = name + ":27017";
    Membership membership = of(Map.of("mongo-0", hello(1, true, "mongo-0" + FULL, member)));

    assertThat(podOf(membership, member)).contains("mongo-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongo-1.example.com:27017",
        "mongo-1.db2.shop:27017",
        "mongo-1.db.shop.svc.cluster.local:27018",
        "db.example.com:27017",
        "mongo-x:27017",
        "10.0.0.9:27017"
      })
  void whoIsNoPodOfTheStatefulSetIsAStranger(String member) {
    Membership membership =
        of(Map.of("mongo-0", hello(1, true, "mongo-0" + FULL, member)), pod(0, "10.0.0.7"));

    assertThat(membership.strangers()).extracting(MemberAddress::toString).containsExactly(member);
  }

  @Test
  void inASetNamedByAddressesAMemberIsThePodWhoseMongodSaysSo() {
    Membership membership =
        of(
            Map.of(
                "mongo-0",
                hello(1, true, "10.0.0.7:27017", "10.0.0.7:27017", "10.0.0.8:27017"),
                "mongo-1",
                hello(1, false, "10.0.0.8:27017", "10.0.0.7:27017", "10.0.0.8:27017")));

    assertThat(podOf(membership, "10.0.0.7:27017")).contains("mongo-0");
    assertThat(podOf(membership, "10.0.0.8:27017")).contains("mongo-1");
  }

  @Test
  void elseItIsThePodAtThatAddressAndItStaysThatWhenThePodIsGone() {
    Map<String, News> heard =
        Map.of("mongo-0", hello(1, true, "10.0.0.7:27017", "10.0.0.7:27017", "10.0.0.8:27017"));
    Membership before = of(heard, pod(0, "10.0.0.7"), pod(1, "10.0.0.8"));
    Membership after =
        Membership.of(SET, List.of(pod(0, "10.0.0.7")), heard, Optional.of(before)).orElseThrow();

    assertThat(podOf(before, "10.0.0.8:27017")).contains("mongo-1");
    assertThat(podOf(after, "10.0.0.8:27017")).contains("mongo-1");
  }

  @Test
  void thePrimaryIsBelievedBeforeTheOthersAndTheNewestConfigAmongThose() {
    News old = hello(3, false, "mongo-0" + FULL, "mongo-0" + FULL);
    News newer = hello(4, false, "mongo-1" + FULL, "mongo-0" + FULL, "mongo-1" + FULL);
    News primary = hello(3, true, "mongo-2" + FULL, "mongo-2" + FULL);

    assertThat(of(Map.of("mongo-0", old, "mongo-1", newer)).pods()).hasSize(2);
    assertThat(of(Map.of("mongo-0", old, "mongo-1", newer, "mongo-2", primary)).primary())
        .contains(MemberAddress.parse("mongo-2" + FULL).orElseThrow());
  }

  @Test
  void nothingIsKnownWhereNobodyTellsOfASet() {
    News silence = new News.Silence("no answer");
    News alone =
        new News.Hello(Optional.empty(), 0, Optional.empty(), List.of(), Optional.empty(), false);

    assertThat(
            Membership.of(
                SET, List.of(), Map.of("mongo-0", silence, "mongo-1", alone), Optional.empty()))
        .isEmpty();
  }
}
