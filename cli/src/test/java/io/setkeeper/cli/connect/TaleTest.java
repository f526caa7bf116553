package io.setkeeper.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.door.MemberAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TaleTest {
  private static final MemberAddress STRANGER = new MemberAddress("db.example.com", 27017);

  private static MemberAddress member(int ordinal) {
    return new MemberAddress("mongo-" + ordinal + ".db", 27017);
  }

  private static View view(Optional<Integer> primary, Map<String, String> away, int... ordinals) {
    NavigableMap<MemberAddress, Optional<String>> pods = new TreeMap<>();
    NavigableMap<MemberAddress, Integer> doors = new TreeMap<>();
    Arrays.stream(ordinals)
        .forEach(
            ordinal -> {
              pods.put(member(ordinal), Optional.of("mongo-" + ordinal));
              doors.put(member(ordinal), 27217 + ordinal);
            });
    return new View(
        Optional.of(new Membership("rs0", pods, primary.map(TaleTest::member))),
        doors,
        new TreeMap<>(away),
        Optional.empty());
  }

  private static final View THREE = view(Optional.of(0), Map.of(), 0, 1, 2);

  @Test
  void theBeginningIsTold() {
    assertThat(Tale.between(View.BLANK, view(Optional.of(0), Map.of(), 0, 1)))
        .containsExactly(
            "127.0.0.1:27217 leads to mongo-0.db:27017",
            "127.0.0.1:27218 leads to mongo-1.db:27017",
            "The primary is mongo-0");
  }

  @Test
  void nothingNewIsNoLine() {
    assertThat(Tale.between(THREE, THREE)).isEmpty();
  }

  @Test
  void aFailoverIsTold() {
    View lost = view(Optional.empty(), Map.of("mongo-0", "it is not there"), 0, 1, 2);
    View again = view(Optional.of(1), Map.of(), 0, 1, 2);

    assertThat(Tale.between(THREE, lost))
        .containsExactly("mongo-0 is away: it is not there", "There is no primary");
    assertThat(Tale.between(lost, again))
        .containsExactly("mongo-0 is back", "The primary is mongo-1");
  }

  @Test
  void anotherReasonForTheSameAbsenceIsNoNews() {
    assertThat(
            Tale.between(
                view(Optional.of(1), Map.of("mongo-0", "it is not there"), 0, 1),
                view(Optional.of(1), Map.of("mongo-0", "its mongod does not run"), 0, 1)))
        .isEmpty();
  }

  @Test
  void whoCameAndWhoLeftIsTold() {
    assertThat(Tale.between(THREE, view(Optional.of(0), Map.of(), 0, 1, 3)))
        .containsExactly(
            "127.0.0.1:27220 leads to mongo-3.db:27017",
            "mongo-2.db:27017 is no member any more: 127.0.0.1:27219 is closed");
  }

  @Test
  void whoseDoorIsClosedWhileAwayIsNotSaidToBeBack() {
    View away = view(Optional.of(0), Map.of("mongo-2", "it is not there"), 0, 1, 2);

    assertThat(Tale.between(away, view(Optional.of(0), Map.of(), 0, 1)))
        .containsExactly("mongo-2.db:27017 is no member any more: 127.0.0.1:27219 is closed");
  }

  @Test
  void aStrangerIsToldOnce() {
    NavigableMap<MemberAddress, Optional<String>> pods = new TreeMap<>();
    pods.put(STRANGER, Optional.empty());
    View with =
        new View(
            Optional.of(new Membership("rs0", pods, Optional.of(STRANGER))),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty());

    assertThat(Tale.between(View.BLANK, with))
        .containsExactly(
            "db.example.com:27017 is a member and no pod of this StatefulSet: no door leads there,"
                + " and clients are told its own address",
            "The primary is db.example.com:27017");
    assertThat(Tale.between(with, with)).isEmpty();
  }

  @Test
  void theApiServersAbsenceAndReturnAreTold() {
    View blind = new View(THREE.membership(), THREE.doors(), THREE.away(), Optional.of("refused"));

    assertThat(Tale.between(THREE, blind))
        .isEqualTo(List.of("No news from the API server, tried again and again: refused"));
    assertThat(Tale.between(blind, THREE)).isEqualTo(List.of("The API server is back"));
  }
}
