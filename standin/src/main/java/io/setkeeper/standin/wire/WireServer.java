package io.setkeeper.standin.wire;

import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens for MongoDB clients. */
public final class WireServer implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicInteger connections = new AtomicInteger();
  private final Commands commands;

  private WireServer(Commands commands) {
    this.commands = commands;
  }

  /**
   * Listens on these addresses.
   *
   * @throws BindException when one is taken or not this machine's
   */
  public static WireServer start(List<InetSocketAddress> addresses, Commands commands)
      throws BindException {
    var server = new WireServer(commands);
    try {
      for (var address : addresses) {
        server.listen(address);
      }
    } catch (BindException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void listen(InetSocketAddress address) throws BindException {
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 128)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var failure = new BindException(address + ": " + bound.cause().getMessage());
      failure.initCause(bound.cause());
      throw failure;
    }
    listeners.add(bound.channel());
  }

  private void accept(Channel channel) {
    clients.add(channel);
    channel
        .pipeline()
        .addLast(new MongoWireReplyEncoder())
        .addLast(new MongoWireMessageEncoder())
        .addLast(new RequestDecoder())
        .addLast(new Connection(connections.incrementAndGet(), commands));
  }

  /** How many clients are connected. */
  public int connected() {
    return clients.size();
  }

  /** How many clients ever connected. */
  public int created() {
    return connections.get();
  }

  /** Takes no more clients; those that are connected stay. */
  public void stopListening() {
    listeners.close().awaitUninterruptibly();
  }

  @Override
  public void close() {
    stopListening();
    clients.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
