package io.setkeeper.standin.raft;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.netty.NettyFactory;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/**
 * Ratis over Netty, remembering the leader's appenders: Ratis itself tells followers of a commit
 * only with the next entry or heartbeat, and heartbeats are half an election timeout apart.
 */
public final class RaftTransport implements RpcType {
  private static final String APPENDERS = "setkeeper.appenders";

  /** The leader's appenders, those of past leaderships too until {@link #running} is asked. */
  static final class Appenders {
    private final List<LogAppender> all = new CopyOnWriteArrayList<>();

    /** Those that work now: one for each other peer, when this member leads. */
    List<LogAppender> running() {
      all.removeIf(appender -> !appender.isRunning());
      return List.copyOf(all);
    }
  }

  static Parameters parameters(Appenders appenders) {
    var parameters = new Parameters();
    parameters.put(APPENDERS, appenders, Appenders.class);
    return parameters;
  }

  @Override
  public String name() {
    return RaftTransport.class.getName();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    var appenders = parameters.get(APPENDERS, Appenders.class);
    return new NettyFactory(parameters) {
      @Override
      public LogAppender newLogAppender(
          RaftServer.Division server, LeaderState state, FollowerInfo follower) {
        var appender = super.newLogAppender(server, state, follower);
        appenders.all.add(appender);
        return appender;
      }
    };
  }
}
