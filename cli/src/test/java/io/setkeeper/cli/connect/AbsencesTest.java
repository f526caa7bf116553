package io.setkeeper.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.mongodb.HelloWatch.News;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AbsencesTest {
  private static final Absences ABSENCES = new Absences((pod, why) -> "forwarded: " + why);
  private static final News IN_SET = hello(Optional.of("rs0"));
  private static final News ALONE = hello(Optional.empty());

  private static News hello(Optional<String> set) {
    return new News.Hello(set, 1, Optional.empty(), List.of(), Optional.empty(), false);
  }

  private static Pod pod(boolean running) {
    return new Pod(
        "mongo-0",
        0,
        "uid",
        new HostPort("mongo-0.db", 27017),
        Optional.of("10.0.0.7"),
        running,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Membership> membership(String pod) {
    return Optional.of(
        new Membership(
            "rs0",
            new TreeMap<>(Map.of(new MemberAddress(pod + ".db", 27017), Optional.of(pod))),
            Optional.empty()));
  }

  private static Map<String, String> of(
      List<Pod> pods, Map<String, News> heard, Map<String, String> before) {
    return ABSENCES.of(pods, heard, membership("mongo-0"), before);
  }

  @Test
  void whoAnswersIsThere() {
    assertThat(of(List.of(pod(true)), Map.of("mongo-0", IN_SET), Map.of())).isEmpty();
  }

  @Test
  void aMemberWithoutItsPodIsAway() {
    assertThat(of(List.of(), Map.of(), Map.of())).containsEntry("mongo-0", "it is not there");
  }

  @Test
  void soIsAPodThatDoesNotRunOneThatDoesNotAnswerAndOneThatIsInNoSet() {
    assertThat(of(List.of(pod(false)), Map.of(), Map.of()))
        .containsEntry("mongo-0", "its mongod does not run");
    assertThat(of(List.of(pod(true)), Map.of("mongo-0", new News.Silence("no")), Map.of()))
        .containsEntry("mongo-0", "forwarded: no");
    assertThat(of(List.of(pod(true)), Map.of("mongo-0", ALONE), Map.of()))
        .containsEntry("mongo-0", "it is in no replica set yet");
  }

  @Test
  void whoComesBackIsAwayUntilItAnswers() {
    assertThat(of(List.of(pod(true)), Map.of(), Map.of("mongo-0", "it is not there")))
        .containsEntry("mongo-0", "it is not there");
    assertThat(of(List.of(pod(true)), Map.of(), Map.of())).isEmpty();
  }

  @Test
  void aPodThatIsNoMemberIsNotMissed() {
    assertThat(
            ABSENCES.of(
                List.of(pod(true)),
                Map.of("mongo-0", ALONE, "mongo-1", IN_SET),
                membership("mongo-1"),
                Map.of()))
        .containsOnlyKeys("mongo-1");
  }
}
