package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** Plays a recording to the model in virtual time, and says where its answers differ. */
final class Replay {
  private static final long POLL_MILLIS = 100;
  private static final long PATIENCE_MILLIS = 25_000;

  private final Deeds deeds;
  private final Lab lab;
  private long recordedVersion;
  private long ownVersion;

  Replay(Recording recording) {
    this.lab = new Lab(0);
    this.deeds = new Deeds(recording.scenario(), lab);
    for (int i = 0; i < 9; i++) {
      lab.mongods.name(Lab.host(i), Lab.place(i));
      lab.mongods.name(address(i), Lab.place(i));
      lab.volumes.add(new Volume("d" + i));
    }
  }

  private static HostPort address(int i) {
    return new HostPort("10.99.0." + (i + 1), HostPort.DEFAULT_PORT);
  }

  /** Asks, and answers what differs; empty where nothing does. */
  Optional<String> difference(Recording.Question question) {
    deeds.before(question.polls().getFirst().number());
    return switch (question.step().name()) {
      case "hello", "isMaster", "replSetGetStatus", "replSetGetConfig" -> poll(question);
      case "find" ->
          question.step().command().getString("find").getValue().equals("system.replset")
              ? poll(question)
              : Optional.of("the model has no collections");
      default -> once(question.step());
    };
  }

  private Optional<String> once(Recording.Step step) {
    if (Documents.isBeyondTheModel(step.command())) {
      return Optional.of("the model has no such field or name");
    }
    AtomicReference<Optional<Reply>> reply = new AtomicReference<>(Optional.empty());
    if (!tell(step, answer -> reply.set(Optional.of(answer)))) {
      return Optional.of("the model has no " + step.name());
    }
    long took = lab.until(() -> reply.get().isPresent());
    int code = reply.get().orElseThrow().code();
    return code == step.code()
        ? tooFarFrom(step.millis(), took)
        : Optional.of("code %d, recorded %d: %s".formatted(code, step.code(), reply.get()));
  }

  private boolean tell(Recording.Step step, Consumer<Reply> then) {
    SimMongod mongod = mongod(step);
    BsonDocument command = step.command();
    switch (step.name()) {
      case "replSetInitiate" -> {
        Call call = new Call(mongod.self, then);
        mongod.self.reconfiguration.initiate(initial(step, command.getDocument(step.name())), call);
      }
      case "replSetReconfig" -> {
        Call call = new Call(mongod.self, then);
        mongod.self.reconfiguration.reconfigure(
            next(mongod, command.getDocument(step.name())), Documents.flag(command, "force"), call);
      }
      case "replSetStepUp" -> mongod.stepUpReply(then);
      case "replSetStepDown" ->
          mongod.stepDownReply(
              1_000 * Documents.integer(command, "replSetStepDown", 60),
              1_000 * Documents.integer(command, "secondaryCatchUpPeriodSecs", 10),
              then);
      case "setDefaultRWConcern" -> {
        lab.mongods.setDefaultWriteConcern();
        then.accept(Reply.OK);
      }
      case "insert" ->
          mongod.write(
              1,
              ack ->
                  then.accept(
                      ack == Ack.ACKNOWLEDGED
                          ? Reply.OK
                          : new Reply(Reply.NOT_WRITABLE_PRIMARY, ack.name())));
      default -> {
        return false;
      }
    }
    return true;
  }

  private ReplicaSetConfig initial(Recording.Step step, BsonDocument config) {
    return config.isEmpty()
        ? ReplicaSetConfig.initial("rs0", List.of(Member.voter(0, address(ordinal(step)))))
        : Documents.config(config, Optional.empty());
  }

  /** The recorded config, as far ahead of the model's as it was of the recorded one before it. */
  private ReplicaSetConfig next(SimMongod mongod, BsonDocument command) {
    ReplicaSetConfig asked =
        Documents.config(command, mongod.config().flatMap(ReplicaSetConfig::replicaSetId));
    long version = asked.version().version() - recordedVersion + ownVersion;
    return new ReplicaSetConfig(
        asked.setName(),
        new ConfigVersion(asked.version().term(), version),
        asked.members(),
        asked.replicaSetId());
  }

  private Optional<String> poll(Recording.Question question) {
    StateOrder recorded = new StateOrder();
    question.polls().forEach(poll -> recorded.see(Answers.states(poll.answer())));
    StateOrder modelled = new StateOrder();
    Recording.Step step = question.step();
    String expected = Answers.recorded(step, recordedVersion);
    long begin = lab.timeline.now();
    String answer = "";
    boolean helped = false;
    while (lab.timeline.now() - begin <= PATIENCE_MILLIS) {
      SimMongod mongod = mongod(step);
      modelled.see(Answers.states(mongod.ask()));
      answer = Answers.modelled(step, mongod, ownVersion);
      if (answer.equals(expected)) {
        learn(step, mongod);
        return question.polls().size() == 1 || recorded.agrees(modelled)
            ? helped ? Optional.empty() : tooFarFrom(step.millis(), lab.timeline.now() - begin)
            : Optional.of("states %s, recorded %s".formatted(modelled, recorded));
      }
      helped |= help(step, mongod);
      lab.pass(POLL_MILLIS);
    }
    return Optional.of("'%s', recorded '%s'".formatted(answer, expected));
  }

  /** Times are of the same order: what chance decides takes up to twice as long, or 3 s more. */
  private static Optional<String> tooFarFrom(long recorded, long modelled) {
    return modelled <= 2 * recorded + 3_000 && recorded <= 2 * modelled + 3_000
        ? Optional.empty()
        : Optional.of("after %d ms, recorded %d ms".formatted(modelled, recorded));
  }

  /** Where priorities are equal any member may win: the recorded winner is asked to stand. */
  private boolean help(Recording.Step step, SimMongod mongod) {
    if (step.answer().isArray("members") && mongod.ask() instanceof Mongod.InSet in) {
      Optional<BsonDocument> wanted =
          Documents.members(step.answer()).stream()
              .filter(m -> m.get("state", new BsonInt32(0)).asNumber().intValue() == 1)
              .findFirst();
      Optional<Member> is = in.primary();
      if (wanted.isPresent() && is.isPresent()) {
        int id = (int) Documents.integer(wanted.get(), "_id", -1);
        double priority = in.config().member(id).map(Member::priority).orElse(0.0);
        if (id != is.get().id() && priority == is.get().priority()) {
          lab.mongods.at(Lab.place(id)).ifPresent(m -> m.stepUp(outcome -> {}));
          return true;
        }
      }
    }
    return false;
  }

  private void learn(Recording.Step step, SimMongod mongod) {
    if (step.name().equals("replSetGetConfig") && step.code() == 0) {
      recordedVersion = Documents.integer(step.answer().getDocument("config"), "version", 0);
      ownVersion = mongod.config().orElseThrow().version().version();
    }
  }

  private SimMongod mongod(Recording.Step step) {
    return lab.mongod(ordinal(step));
  }

  private static int ordinal(Recording.Step step) {
    return Deeds.ordinal(step.node());
  }
}
