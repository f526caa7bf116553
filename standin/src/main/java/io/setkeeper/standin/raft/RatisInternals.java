package io.setkeeper.standin.raft;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpcWithProxy;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.util.PeerProxyMap;
import org.jspecify.annotations.Nullable;

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
    var _ = call(method(division, "changeToCandidate", boolean.class), division, force);
  }

  /**
   * Tells the leader that a peer is no newcomer any more. Ratis forgets it for listeners: they
   * would be "initializing" for ever, also when promoted, and then could neither vote nor stand.
   */
  static void caughtUp(FollowerInfo peer) {
    var _ = call(method(peer, "catchUp"), peer);
  }

  /**
   * Makes a newcomer that was taken in as a listener one. Ratis calls it a follower until it is
   * started again, and ends it when it stands without a vote.
   */
  static void listen(RaftServer.Division division) {
    var method = method(division, "setRole", RaftPeerRole.class, Object.class);
    var _ = call(method, division, RaftPeerRole.LISTENER, "listener in its conf");
  }

  /** Forgets where a peer was. Ratis keeps a peer's first address, whatever its conf says later. */
  static void moved(RaftServer server, RaftPeer peer) {
    if (call(method(server, "getServerRpc"), server) instanceof RaftServerRpcWithProxy<?, ?> rpc) {
      var proxies = rpc.getProxies();
      proxies.resetProxy(peer.getId()); // ends the connection
      if (value(PeerProxyMap.class, "peers", proxies) instanceof Map<?, ?> peers) {
        peers.remove(peer.getId());
      }
      proxies.addRaftPeers(List.of(peer));
    }
  }

  private static @Nullable Object value(Class<?> type, String name, Object target) {
    try {
      var field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(target);
    } catch (NoSuchFieldException | IllegalAccessException e) {
      throw new LinkageError("not the Ratis that this was written for", e);
    }
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

  private static @Nullable Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method.getName(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError("not the Ratis that this was written for", e);
    }
  }
}
