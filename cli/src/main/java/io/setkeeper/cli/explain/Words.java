package io.setkeeper.cli.explain;

import io.setkeeper.core.model.LeaseView;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.MemberState;
import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.Pod;
import io.setkeeper.core.model.ReplicaSetConfig;
import io.setkeeper.core.model.SetRecord;
import io.setkeeper.core.model.StatefulSetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Core's values in a few words each. */
final class Words {
  private Words() {}

  static String of(StatefulSetView view) {
    return switch (view) {
      case StatefulSetView.Unknown(String why) -> "can't be read: " + why;
      case StatefulSetView.Absent() -> "is gone";
      case StatefulSetView.Known known -> of(known);
    };
  }

  private static String of(StatefulSetView.Known known) {
    List<String> words = new ArrayList<>();
    words.add("replicas: " + known.replicas());
    known.wishes().size().ifPresent(size -> words.add("wanted by annotation: " + size));
    if (known.firstOrdinal() != 0) {
      words.add("first ordinal: " + known.firstOrdinal());
    }
    if (known.deleting()) {
      words.add("being deleted");
    }
    known.wishes().recoverFrom().ifPresent(order -> words.add("order: recover from " + order));
    known.wishes().startAfresh().ifPresent(order -> words.add("order: start afresh " + order));
    if (!known.wishes().removals().isEmpty()) {
      words.add("order: remove " + known.wishes().removals());
    }
    return String.join(", ", words);
  }

  static String of(SetRecord record) {
    return switch (record) {
      case SetRecord.Unknown(String why) -> "can't be read: " + why;
      case SetRecord.None() -> "none: no keeper has written one yet";
      case SetRecord.Initiating initiating ->
          "initiating, by %s (uid %s)".formatted(initiating.pod(), initiating.podUid());
      case SetRecord.Initiated initiated ->
          "initiated, replicaSetId %s, highest _id %d%s"
              .formatted(
                  initiated.replicaSetId(),
                  initiated.highestId(),
                  initiated.orders().isEmpty()
                      ? ""
                      : ", orders begun: " + String.join("; ", initiated.orders()));
    };
  }

  static String of(LeaseView lease, Instant at) {
    return switch (lease) {
      case LeaseView.Unknown(String why) -> "can't be read: " + why;
      case LeaseView.Free() -> "free";
      case LeaseView.Held(String pod, Instant until) when until.isBefore(at) ->
          "free (last held by %s)".formatted(pod);
      case LeaseView.Held(String pod, Instant until) -> "held by %s until %s".formatted(pod, until);
    };
  }

  static String of(Pod pod) {
    return pod.terminating() ? "terminating" : pod.running() ? "running" : "not running";
  }

  /** What a mongod answered. */
  static String of(Mongod mongod) {
    return switch (mongod) {
      case Mongod.Unknown(String why, boolean _) -> "unknown: " + why;
      case Mongod.Uninitiated(var contents, var _) ->
          switch (contents) {
            case NOTHING -> "no config yet, and empty";
            case DATA -> "no config, but databases of its own";
            case UNSEEN -> "no config yet, and no user, so nobody may see whether it is empty";
          };
      case Mongod.Removed removed ->
          "REMOVED: its address is none of its config's"
              + removed.config().map(config -> " " + config.version()).orElse("");
      case Mongod.InSet in ->
          "%s, config %s%s"
              .formatted(
                  in.state(),
                  in.config().version(),
                  in.state() == MemberState.PRIMARY && !in.writable() ? ", not writable yet" : "");
    };
  }

  /** What is unusual about a member; empty where nothing is. */
  static String marks(Member member) {
    List<String> marks = new ArrayList<>();
    if (member.arbiterOnly()) {
      marks.add("arbiter");
    }
    if (member.hidden()) {
      marks.add("hidden");
    }
    if (member.delaySecs() > 0) {
      marks.add("delayed %d s".formatted(member.delaySecs()));
    }
    if (member.newlyAdded()) {
      marks.add("newlyAdded");
    }
    if (!member.tags().isEmpty()) {
      marks.add("tags " + new TreeMap<>(member.tags()));
    }
    return String.join(", ", marks);
  }

  /** A priority as a person writes it: 1, 0.5. */
  static String priority(double priority) {
    return priority == Math.rint(priority)
        ? Long.toString((long) priority)
        : Double.toString(priority);
  }

  /** The config that a mongod holds. */
  static Optional<ReplicaSetConfig> config(Mongod mongod) {
    return switch (mongod) {
      case Mongod.InSet in -> Optional.of(in.config());
      case Mongod.Removed removed -> removed.config();
      case Mongod.Uninitiated _, Mongod.Unknown _ -> Optional.empty();
    };
  }
}
