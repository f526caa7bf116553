package io.setkeeper.standin.raft;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;

/**
 * What Ratis 3.3 lacks or does wrong, and only its insides can mend. Each says why; with another
 * version, look whether it is still needed.
 */
final class RatisInternals {
  private RatisInternals() {}

  /**
   * Makes a follower a candidate now. Ratis lets only a leader ask for that, and only a follower
   * whose log ends in the current term.
   */
  static void stand(RaftServer.Division division, boolean force) {
    call(method(division, "changeToCandidate", boolean.class), division, force);
  }

  /**
   * Tells the leader that a peer is no newcomer any more. Ratis forgets it for listeners: they
   * would be "initializing" for ever, also when promoted, and then could neither vote nor stand.
   */
  static void caughtUp(FollowerInfo peer) {
    call(method(peer, "catchUp"), peer);
  }

  /**
   * Makes a newcomer that was taken in as a listener one. Ratis calls it a follower until it is
   * started again, and ends it when it stands without a vote.
   */
  static void listen(RaftServer.Division division) {
    var method = method(division, "setRole", RaftPeerRole.class, Object.class);
    call(method, division, RaftPeerRole.LISTENER, "listener in its conf");
  }

  private static Method method(Object target, String name, Class<?>... parameters) {
    try {
      var method = target.getClass().getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new LinkageError("not the Ratis that this was written for", e);
    }
  }

  private static void call(Method method, Object target, Object... arguments) {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method.getName(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError("not the Ratis that this was written for", e);
    }
  }
}
