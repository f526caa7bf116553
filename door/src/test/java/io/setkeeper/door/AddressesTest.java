package io.setkeeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @Test
  void anAddressIsReadAsItIsPrinted() {
    MemberAddress address = new MemberAddress("mongo-0.mongo.default.svc.cluster.local", 27017);

    assertThat(MemberAddress.parse(address.toString())).contains(address);
  }

  @Test
  void anIpv6AddressKeepsItsBrackets() {
    assertThat(MemberAddress.parse("[::1]:27017")).contains(new MemberAddress("[::1]", 27017));
  }

  @Test
  void hostNamesDifferInNothingByCase() {
    assertThat(MemberAddress.parse("Mongo-0:27017"))
        .isEqualTo(MemberAddress.parse("mongo-0:27017"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mongo-0", ":27017", "mongo-0:", "mongo-0:0", "mongo-0:65536", "a:b"})
  void whatIsNotAHostAndAPortIsNoAddress(String text) {
    assertThat(MemberAddress.parse(text)).isEmpty();
  }

  @Test
  void aConnectionStringNamesTheDoorsInTheOrderOfTheOrdinals() {
    Map<MemberAddress, Integer> ports =
        Map.of(member(10), 27117, member(2), 27119, member(0), 27118);

    assertThat(ConnectionString.outside("rs0", ports))
        .isEqualTo("mongodb://127.0.0.1:27118,127.0.0.1:27119,127.0.0.1:27117/?replicaSet=rs0");
  }

  @Test
  void theStringForInsideNamesTheMembers() {
    assertThat(ConnectionString.inside("rs 0", List.of(member(1), member(0))))
        .isEqualTo("mongodb://mongo-0.mongo:27017,mongo-1.mongo:27017/?replicaSet=rs%200");
  }

  @Test
  void withoutMembersThereIsNoConnectionString() {
    assertThatThrownBy(() -> ConnectionString.outside("rs0", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MemberAddress member(int ordinal) {
    return new MemberAddress("mongo-" + ordinal + ".mongo", 27017);
  }
}
