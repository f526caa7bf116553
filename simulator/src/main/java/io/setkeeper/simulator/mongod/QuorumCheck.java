package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether enough members of a config can be reached before it is written (source:
 * check_quorum_for_config_change.cpp): all of them for a first config, else a majority of its
 * voters, one of them electable. A member with a config that is as new says no.
 */
final class QuorumCheck {
  private final Self self;
  private final ReplicaSetConfig config;
  private final boolean initial;
  private final Consumer<Reply> then;
  private int waiting;
  private int voters;
  private int answered;
  private boolean electable;
  private boolean over;

  QuorumCheck(Self self, ReplicaSetConfig config, boolean initial, Consumer<Reply> then) {
    this.self = self;
    this.config = config;
    this.initial = initial;
    this.then = then;
  }

  void begin(Member own) {
    count(own);
    for (Member member : config.members()) {
      String there = member.equals(own) ? null : self.reachable(member.host());
      if (there != null) {
        waiting++;
        self.send(
            there,
            other -> {
              Reply reply = asked(other, config.version(), config.replicaSetId());
              other.reply(self, () -> answered(member, reply));
            });
      }
    }
    check();
    if (!over) {
      self.later(
          self.all.timing.heartbeatTimeout(),
          () -> {
            waiting = 0;
            check();
          });
    }
  }

  private static Reply asked(Self other, ConfigVersion version, Optional<String> set) {
    ReplicaSetConfig has = other.config;
    if (!other.loaded) {
      return new Reply(Reply.NODE_NOT_FOUND, other.place + " is starting");
    }
    if (has == null) {
      return other.volume.isEmpty()
          ? Reply.OK
          : new Reply(Reply.CANNOT_INITIALIZE_NODE_WITH_DATA, other.place + " has data already");
    }
    if (!set.equals(has.replicaSetId()) || !version.isNewerThan(has.version())) {
      return new Reply(
          Reply.INCOMPATIBLE, "Our config is no newer than that of %s".formatted(other.place));
    }
    return other.member == null
        ? new Reply(Reply.NODE_NOT_FOUND, other.place + " is not in its config")
        : Reply.OK;
  }

  private void answered(Member member, Reply reply) {
    waiting--;
    if (reply.ok()) {
      count(member);
    }
    boolean vetoes =
        reply.code() == Reply.INCOMPATIBLE
            || (initial && reply.code() == Reply.CANNOT_INITIALIZE_NODE_WITH_DATA);
    if (vetoes) {
      end(reply);
    }
    check();
  }

  private void count(Member member) {
    answered++;
    voters += member.voting() ? 1 : 0;
    electable |= member.voting() && !member.arbiterOnly() && member.priority() > 0;
  }

  private void check() {
    boolean enough =
        initial
            ? answered == config.members().size()
            : electable && voters >= config.voters().size() / 2 + 1;
    if (enough) {
      end(Reply.OK);
    } else if (waiting == 0) {
      end(refusal());
    }
  }

  private Reply refusal() {
    return new Reply(
        Reply.NODE_NOT_FOUND,
        initial
            ? "replSetInitiate quorum check failed because not all proposed set members responded"
                + " affirmatively"
            : "Quorum check failed because not enough voting nodes responded; only %d did"
                .formatted(voters));
  }

  private void end(@Nullable Reply reply) {
    if (!over && reply != null) {
      over = true;
      then.accept(reply);
    }
  }
}
