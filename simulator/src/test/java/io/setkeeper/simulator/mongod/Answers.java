package io.setkeeper.simulator.mongod;

import static io.setkeeper.simulator.mongod.Documents.flag;
import static io.setkeeper.simulator.mongod.Documents.integer;
import static io.setkeeper.simulator.mongod.Documents.members;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.PeerView;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;

/**
 * What of an answer can be compared: the same text is made of the recorded document and of what the
 * model knows. Versions are compared by how far they are from an earlier config's.
 */
final class Answers {
  private Answers() {}

  /** What a recorded step says. */
  static String recorded(Recording.Step step, long versionBefore) {
    BsonDocument answer = step.answer();
    if (step.code() != 0) {
      return "code " + step.code();
    }
    return switch (step.name()) {
      case "replSetGetStatus" ->
          members(answer).stream().map(Answers::peer).collect(Collectors.joining(" "));
      case "hello", "isMaster" ->
          hello(
              flag(answer, "isWritablePrimary") || flag(answer, "ismaster"),
              flag(answer, "secondary"),
              Recording.text(answer, "primary"),
              answer.containsKey("setVersion")
                  ? integer(answer, "setVersion", 0) - versionBefore
                  : 0);
      case "replSetGetConfig" ->
          config(
              Documents.config(answer.getDocument("config"), Optional.empty()),
              versionBefore,
              flag(answer, "commitmentStatus"));
      case "find" ->
          answer.getDocument("cursor").getArray("firstBatch").stream()
              .map(doc -> marks(Documents.config(doc.asDocument(), Optional.empty())))
              .collect(Collectors.joining());
      default -> "code 0";
    };
  }

  private static String peer(BsonDocument member) {
    boolean up = integer(member, "health", 0) == 1;
    MemberState state = MemberState.of(member.getString("stateStr").getValue());
    boolean applied =
        member.isDocument("optime")
            && member.getDocument("optime").getTimestamp("ts", new BsonTimestamp(0)).getTime() > 0;
    return peer((int) integer(member, "_id", -1), state, up, applied);
  }

  private static String peer(int id, MemberState state, boolean up, boolean applied) {
    return "%d=%s%s%s".formatted(id, state, up ? "" : "(down)", applied ? "" : "(nothing)");
  }

  private static String hello(boolean writable, boolean secondary, String primary, long version) {
    return "writable %s, secondary %s, primary '%s', version %s"
        .formatted(writable, secondary, primary, ahead(version));
  }

  private static String config(ReplicaSetConfig config, long versionBefore, boolean committed) {
    return "version %s, term %s, committed %s, %s"
        .formatted(
            ahead(config.version().version() - versionBefore),
            config.version().term() >= 0,
            committed,
            config.members().stream().map(Answers::text).toList());
  }

  /** A forced reconfig raises the version by a random amount. */
  private static String ahead(long versions) {
    return versions >= 10_000 ? "random" : "+" + versions;
  }

  private static String text(Member m) {
    return "%d %s votes %d priority %s%s%s"
        .formatted(
            m.id(),
            m.host(),
            m.votes(),
            m.priority(),
            m.hidden() ? " hidden" : "",
            m.arbiterOnly() ? " arbiter" : "");
  }

  private static String marks(ReplicaSetConfig config) {
    return "newlyAdded "
        + config.members().stream().filter(Member::newlyAdded).map(Member::id).toList();
  }

  /** What the model says to a question. */
  static String modelled(Recording.Step step, SimMongod mongod, long versionBefore) {
    Mongod asked = mongod.ask();
    if (step.name().equals("find")) {
      return mongod.volume().config().map(Answers::marks).orElse("");
    }
    return switch (asked) {
      case Mongod.Unknown(String why, boolean refused) -> why;
      case Mongod.Uninitiated empty -> isHello(step) ? hello(false, false, "", 0) : "code 94";
      case Mongod.Removed removed ->
          switch (step.name()) {
            case "replSetGetConfig" -> config(removed.config().orElseThrow(), versionBefore, false);
            case "replSetGetStatus" -> "code 93";
            default -> hello(false, false, "", 0);
          };
      case Mongod.InSet in -> inSet(step, in, versionBefore);
    };
  }

  private static boolean isHello(Recording.Step step) {
    return step.name().equals("hello") || step.name().equals("isMaster");
  }

  private static String inSet(Recording.Step step, Mongod.InSet in, long versionBefore) {
    return switch (step.name()) {
      case "replSetGetStatus" ->
          in.peers().stream()
              .map(p -> peer(p.id(), p.state(), p.healthy(), !p.applied().isNone()))
              .collect(Collectors.joining(" "));
      case "replSetGetConfig" ->
          config(
              in.config(),
              versionBefore,
              step.command().containsKey("commitmentStatus") && in.committed());
      default -> {
        boolean secondary =
            in.state() == MemberState.SECONDARY
                || (in.state() == MemberState.PRIMARY && !in.writable());
        yield hello(
            in.writable(),
            secondary,
            in.primary().map(m -> m.host().toString()).orElse(""),
            in.config().version().version() - versionBefore);
      }
    };
  }

  /** The states of a status, by member. */
  static List<MemberState> states(BsonDocument status) {
    List<MemberState> states = new ArrayList<>();
    if (status.isArray("members")) {
      members(status).forEach(m -> states.add(MemberState.of(m.getString("stateStr").getValue())));
    }
    return states;
  }

  static List<MemberState> states(Mongod mongod) {
    return mongod instanceof Mongod.InSet in
        ? in.peers().stream().map(PeerView::state).toList()
        : List.of();
  }
}
