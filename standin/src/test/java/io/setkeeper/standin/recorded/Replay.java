package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Plays one recording to stand-ins and says where their answers differ. */
final class Replay implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(25);

  private final Recording recording;
  private final Lab lab;
  private final List<Excuse> excuses;
  private final List<Deed> deeds;
  private ObjectId replicaSetId = new ObjectId();
  private int recordedVersion;
  private int ownVersion;
  private boolean forced;
  private boolean nudged;

  Replay(Recording recording, Lab lab, List<Excuse> excuses) {
    this.recording = recording;
    this.lab = lab;
    this.excuses = excuses;
    this.deeds = new ArrayList<>(Deed.of(recording.scenario()));
  }

  /** Whether the question is left out. */
  boolean skips(Question question) {
    return excuses.stream()
        .filter(excuse -> excuse.isFor(recording.scenario(), question.step()))
        .anyMatch(Excuse::skips);
  }

  /** Asks, and answers where the reply differs in a way that nothing excuses. */
  List<Difference> differences(Question question) throws IOException {
    for (Deed deed : due(question)) {
      act(deed);
    }
    return question.isReading() ? poll(question) : once(question);
  }

  private List<Deed> due(Question question) {
    List<Deed> due =
        deeds.stream().filter(deed -> deed.before() <= question.firstNumber()).toList();
    deeds.removeAll(due);
    return due;
  }

  private void act(Deed deed) throws IOException {
    for (String node : deed.nodes()) {
      switch (deed.kind()) {
        case START -> lab.start(node);
        case KILL -> lab.kill(node);
        case WIPE -> lab.wipe(node);
        case INSERT -> insert(node);
      }
    }
  }

  private void insert(String node) throws IOException {
    List<Document> documents =
        IntStream.range(0, 200)
            .mapToObj(i -> new Document("_id", i).append("text", "x".repeat(1_000)))
            .toList();
    lab.client(node)
        .ask(
            "test",
            new Document("insert", "filled")
                .append("documents", documents)
                .append("writeConcern", new Document("w", "majority")));
  }

  private List<Difference> once(Question question) throws IOException {
    Document command = Translation.toHere(question.step().command());
    switch (question.step().name()) {
      case "replSetInitiate" ->
          command.put(
              "replSetInitiate",
              Translation.withTimes(
                  Get.document(command, "replSetInitiate"),
                  recording.scenario().endsWith("step_up")));
      case "replSetReconfig" -> {
        Document config = Get.document(command, "replSetReconfig");
        command.put(
            "replSetReconfig",
            Translation.withIdentity(config, replicaSetId, ownVersion - recordedVersion));
        forced = forced || Get.isTrue(command, "force");
      }
      default -> {
        // Sent as it was recorded.
      }
    }
    return compare(question, askAPrimaryThatIsReady(question, command));
  }

  /** Who was elected just now takes writes a moment later: the recordings were not that quick. */
  private Document askAPrimaryThatIsReady(Question question, Document command) throws IOException {
    Document reply = ask(question, command);
    if (!isElectedJustNow(reply)) {
      return reply;
    }
    AtomicReference<Document> later = new AtomicReference<>(reply);
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .pollInterval(POLL)
        .atMost(PATIENCE)
        .until(
            () -> {
              later.set(ask(question, command));
              return !isElectedJustNow(later.get());
            });
    return later.get();
  }

  private static boolean isElectedJustNow(Document reply) {
    return reply.get("errmsg") instanceof String text
        && text.contains("should only be run on a writable PRIMARY. Current state PRIMARY");
  }

  private Document ask(Question question, Document command) throws IOException {
    Line.Step step = question.step();
    return Translation.toRecorded(lab.client(step.node()).ask(step.database(), command));
  }

  private List<Difference> poll(Question question) {
    Document command = Translation.toHere(question.step().command());
    Question.States states = new Question.States();
    AtomicReference<List<Difference>> last = new AtomicReference<>(List.of());
    try {
      // Raft threads of a member that is just removed may complain: that is not this poll's.
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(PATIENCE)
          .until(
              () -> {
                Document reply = ask(question, command);
                states.see(reply);
                nudge(question, reply);
                last.set(compare(question, reply));
                learn(question, reply);
                return last.get().isEmpty();
              });
    } catch (ConditionTimeoutException _) {
      return last.get();
    }
    return question.polls().size() == 1 || nudged
        ? List.of()
        : unexcused(question, StateOrder.differences(question.recordedStates(), states.byMember()));
  }

  /** Where priorities are equal, any member may win: the recorded winner is asked to stand. */
  private void nudge(Question question, Document reply) throws IOException {
    Optional<Integer> wanted = primary(question.step().answer());
    Optional<Integer> is = primary(reply);
    if (wanted.isPresent()
        && is.isPresent()
        && !wanted.equals(is)
        && priority(wanted.get()) == priority(is.get())) {
      nudged = true;
      var _ = lab.client("mongo-" + wanted.get()).ask("admin", new Document("replSetStepUp", 1));
    }
  }

  private double priority(int memberId) {
    return recording.steps().stream()
        .filter(step -> step.name().equals("replSetInitiate") && step.succeeded())
        .flatMap(
            step ->
                Get.documents(Get.document(step.command(), "replSetInitiate"), "members").stream())
        .filter(member -> Get.integer(member, "_id") == memberId)
        .<Double>map(
            member -> member.get("priority") instanceof Number given ? given.doubleValue() : 1.0)
        .findFirst()
        .orElse(1.0);
  }

  private static Optional<Integer> primary(Document reply) {
    return reply.containsKey("myState")
        ? Get.documents(reply, "members").stream()
            .filter(m -> Integer.valueOf(1).equals(m.get("state")))
            .map(m -> Get.integer(m, "_id"))
            .findFirst()
        : Optional.empty();
  }

  /** Keeps what commands to come must name: the set's identity, and versions where they differ. */
  private void learn(Question question, Document reply) {
    if (!(reply.get("config") instanceof Document config)) {
      return;
    }
    replicaSetId = Get.id(Get.document(config, "settings"), "replicaSetId");
    ownVersion = Get.integer(config, "version");
    recordedVersion = Get.integer(Get.document(question.step().answer(), "config"), "version");
  }

  private List<Difference> compare(Question question, Document reply) {
    Comparison.Tolerance tolerance =
        new Comparison.Tolerance() {
          @Override
          public boolean varies(String path) {
            return Varying.value(path)
                || (forced && Varying.version(path))
                || (nudged && path.endsWith("lastElectionReason"));
          }

          @Override
          public boolean mayBeThereAlready(String name) {
            return Varying.mayBeThereAlready(name)
                || (nudged && name.equals("priorPrimaryMemberId"));
          }

          @Override
          public String text(String text) {
            return Varying.message(text);
          }
        };
    Document expected = new Document(question.step().answer());
    Document actual = new Document(reply);
    if (Set.of("replSetInitiate", "replSetStepUp").contains(question.step().name())) {
      // With or without cluster time, in recordings as here: the state changes meanwhile.
      List.of("$clusterTime", "operationTime").forEach(expected::remove);
      List.of("$clusterTime", "operationTime").forEach(actual::remove);
    }
    return unexcused(question, Comparison.of(expected, actual, tolerance));
  }

  private List<Difference> unexcused(Question question, List<Difference> differences) {
    return differences.stream()
        .filter(
            difference ->
                excuses.stream()
                    .filter(excuse -> excuse.isFor(recording.scenario(), question.step()))
                    .filter(excuse -> excuse.covers(difference))
                    .peek(excuse -> excuse.used().set(true))
                    .findAny()
                    .isEmpty())
        .toList();
  }

  @Override
  public void close() {
    lab.close();
  }
}
