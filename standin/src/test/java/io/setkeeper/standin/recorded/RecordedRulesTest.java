package io.setkeeper.standin.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.replset.ConfigRules;
import io.setkeeper.standin.replset.ConfigVerdict;
import io.setkeeper.standin.replset.DefaultConcerns;
import io.setkeeper.standin.replset.Node;
import io.setkeeper.standin.replset.Refusal;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.replset.Replies;
import io.setkeeper.standin.replset.ServerReplies;
import io.setkeeper.standin.replset.StepDown;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every recorded command that concerns configs, against the pure rules; every recorded hello,
 * replSetGetStatus and replSetGetConfig, computed again from the state that it shows. What needs a
 * running set is {@code RecordedScenariosTest}'s.
 */
class RecordedRulesTest {

  @TestFactory
  Stream<DynamicContainer> recordings() {
    return Recording.all().stream()
        .filter(recording -> !recording.scenario().equals("with_keyfile"))
        .map(RecordedRulesTest::scenario);
  }

  private static DynamicContainer scenario(Recording recording) {
    ConfigHistory history = new ConfigHistory(recording);
    List<DynamicNode> tests = new ArrayList<>();
    for (Line.Step step : recording.steps()) {
      test(history, step).map(test -> named(recording.source(), step, test)).ifPresent(tests::add);
      history.take(step);
    }
    return dynamicContainer(recording.scenario(), tests);
  }

  private static DynamicTest named(URI source, Line.Step step, Executable test) {
    return dynamicTest(step.toString(), source, test);
  }

  /** The check of a step, made with what is known just before it. */
  private static Optional<Executable> test(ConfigHistory history, Line.Step step) {
    return switch (step.name()) {
      case "replSetInitiate" -> Optional.of(initiate(history, step));
      case "replSetReconfig" -> Optional.of(reconfigure(history, step));
      case "replSetGetConfig" -> Optional.of(getConfig(history, step));
      case "replSetGetStatus" -> Optional.of(status(history, step));
      case "hello", "isMaster" -> Optional.of(hello(history, step));
      case "find" ->
          step.succeeded()
              ? ConfigHistory.stored(step).map(stored -> () -> checkStored(stored))
              : Optional.of(refusedRead(history, step));
      case "insert" ->
          step.succeeded() ? Optional.empty() : Optional.of(refusedWrite(history, step));
      case "replSetStepDown" -> Optional.of(stepDown(history, step));
      case "getParameter" -> Optional.of(getParameter(history, step));
      case "getDefaultRWConcern", "setDefaultRWConcern" -> Optional.of(defaults(history, step));
      default -> Optional.empty();
    };
  }

  private static Executable initiate(ConfigHistory history, Line.Step step) {
    ConfigVerdict verdict = history.initiate(step);
    return () -> checkVerdict(step, verdict);
  }

  private static Executable reconfigure(ConfigHistory history, Line.Step step) {
    if (codeOf(step) == 94) {
      ReplicaSetState state = new ReplicaSetState.Uninitiated(node(step));
      return () -> same(step, ConfigRules.mayReconfigure(state, false).orElseThrow().toDocument());
    }
    ConfigVerdict verdict = history.reconfigure(step);
    return () -> checkVerdict(step, verdict);
  }

  private static void checkVerdict(Line.Step step, ConfigVerdict verdict) {
    ReplicaSetState state = new ReplicaSetState.Uninitiated(node(step));
    switch (verdict) {
      case ConfigVerdict.Refused(Refusal refusal) -> same(step, Replies.refused(state, refusal));
      case ConfigVerdict.Accepted _ when codeOf(step) == 74 ->
          same(step, refusedByQuorum().toDocument());
      case ConfigVerdict.Accepted _ -> assertThat(step.answer()).containsEntry("ok", 1.0);
    }
  }

  private static Refusal refusedByQuorum() {
    Hosts missing = new Hosts("mongo-1");
    String failure =
        "Error connecting to %s (%s) :: caused by :: Connection refused"
            .formatted(missing.name(), missing.address());
    return ConfigRules.quorum(Map.of(missing.name(), failure)).orElseThrow();
  }

  private static Executable getConfig(ConfigHistory history, Line.Step step) {
    Optional<Document> recorded = ConfigHistory.config(step);
    if (recorded.isEmpty()) {
      return () -> same(step, Replies.config(stateOfError(step), false));
    }
    history.take(step);
    ReplicaSetConfig config = history.version(ConfigHistory.version(recorded.get()));
    return () -> {
      Document expected = new Document(withoutClusterTime(step));
      Document actual = new Document("config", config.toDocument());
      if (expected.containsKey("commitmentStatus")) {
        actual.append("commitmentStatus", expected.get("commitmentStatus"));
      }
      same(step, Replies.ok(actual));
    };
  }

  private static Executable status(ConfigHistory history, Line.Step step) {
    if (!step.succeeded()) {
      return () -> same(step, Replies.status(stateOfError(step), Instant.EPOCH));
    }
    history.take(step);
    ReplicaSetConfig config = history.config(step.answer());
    return () -> {
      ReplicaSetState.Member state = RecordedStates.ofStatus(step.answer(), config);
      same(step, Replies.status(state, Get.instant(step.answer(), "date")));
      assertThat(Replies.hasClusterTime(state))
          .isEqualTo(step.answer().containsKey("$clusterTime"));
    };
  }

  private static Executable hello(ConfigHistory history, Line.Step step) {
    history.take(step);
    Document answer = step.answer();
    ReplicaSetState state =
        answer.get("setVersion") instanceof Integer version
            ? RecordedStates.ofHello(node(step), answer, history.version(version))
            : new ReplicaSetState.Uninitiated(node(step));
    Instant now = Get.instant(answer, "localTime");
    int connection = Get.integer(answer, "connectionId");
    return () ->
        same(
            step,
            step.name().equals("hello")
                ? Replies.hello(state, now, connection)
                : Replies.isMaster(state, now, connection));
  }

  private static Executable refusedRead(ConfigHistory history, Line.Step step) {
    ReplicaSetState state = history.state(step.node(), node(step));
    boolean secondaryOk = step.command().containsKey("$readPreference");
    return () ->
        same(
            step,
            Replies.refused(
                state,
                ServerReplies.readRefusal(state, secondaryOk, step.database()).orElseThrow()));
  }

  private static Executable refusedWrite(ConfigHistory history, Line.Step step) {
    ReplicaSetState state = history.state(step.node(), node(step));
    return () ->
        same(
            step,
            Replies.refused(
                state, ServerReplies.writeRefusal(state, step.database()).orElseThrow()));
  }

  private static Executable getParameter(ConfigHistory history, Line.Step step) {
    ReplicaSetState state = history.state(step.node(), node(step));
    return () -> same(step, ServerReplies.featureCompatibilityVersion(state));
  }

  private static Executable stepDown(ConfigHistory history, Line.Step step) {
    ReplicaSetState state = history.state(step.node(), node(step));
    StepDown.Verdict verdict = StepDown.of(state, step.command());
    return () -> {
      switch (verdict) {
        case StepDown.Refused(Refusal refusal) -> same(step, Replies.refused(state, refusal));
        case StepDown.Begin _ when codeOf(step) == 262 -> {
          String time = step.answer().toString().replaceAll(".*as of (\\S{23})\\+.*", "$1Z");
          same(step, StepDown.noneCaughtUp(Instant.parse(time)).toDocument());
        }
        case StepDown.Begin _ -> assertThat(step.answer()).containsEntry("ok", 1.0);
      }
    };
  }

  private static Executable defaults(ConfigHistory history, Line.Step step) {
    Document answer = step.answer();
    DefaultConcerns concerns =
        step.name().startsWith("set")
            ? DefaultConcerns.after(
                step.command(),
                Get.timestamp(answer, "updateOpTime"),
                Get.instant(answer, "updateWallClockTime"))
            : DefaultConcerns.IMPLICIT;
    ReplicaSetConfig config = history.newest();
    Instant looked = Get.instant(answer, "localUpdateWallClockTime");
    return () -> same(step, concerns.reply(config, looked));
  }

  private static void checkStored(Document stored) {
    assertThat(
            Comparison.of(
                stored,
                ReplicaSetConfig.fromStored(stored).toStoredDocument(),
                Comparison.Tolerance.none()))
        .isEmpty();
  }

  private static void same(Line.Step step, Document actual) {
    assertThat(Comparison.of(withoutClusterTime(step), actual, Comparison.Tolerance.none()))
        .isEmpty();
  }

  private static Document withoutClusterTime(Line.Step step) {
    Document answer = new Document(step.answer());
    answer.remove("$clusterTime");
    answer.remove("operationTime");
    return answer;
  }

  private static int codeOf(Line.Step step) {
    return step.answer().get("code") instanceof Integer code ? code : 0;
  }

  private static ReplicaSetState stateOfError(Line.Step step) {
    return codeOf(step) == 94
        ? new ReplicaSetState.Uninitiated(node(step))
        : new ReplicaSetState.Removed(
            node(step),
            ReplicaSetConfig.fromStored(
                FromBson.parse("{_id: 'rs0', version: 1, members: [{_id: 0, host: 'a:1'}]}")));
  }

  private static Node node(Line.Step step) {
    Document version =
        step.answer().get("topologyVersion") instanceof Document given
            ? given
            : new Document("processId", new ObjectId()).append("counter", 0);
    return new Node(
        "rs0", Get.id(version, "processId"), Get.integer(version, "counter"), Instant.EPOCH);
  }
}
