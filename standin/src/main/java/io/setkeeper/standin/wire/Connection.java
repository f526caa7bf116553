package io.setkeeper.standin.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.setkeeper.standin.store.Failures;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: its commands are answered in order, on one virtual thread. */
final class Connection extends SimpleChannelInboundHandler<ClientRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final int id;
  private final Commands commands;
  private final BlockingQueue<ClientRequest> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger messages = new AtomicInteger();
  private volatile @Nullable Thread thread;

  Connection(int id, Commands commands) {
    this.id = id;
    this.commands = commands;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    thread = Thread.ofVirtual().name("connection-" + id).start(this::serve);
    super.channelActive(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    var serving = thread;
    if (serving != null) {
      serving.interrupt();
    }
    commands.closed(id);
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("connection {} ends", id, cause);
    var _ = context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
    queue.add(request);
  }

  private void serve() {
    try {
      while (true) {
        serve(queue.take());
      }
    } catch (InterruptedException _) {
      // the connection was closed
    }
  }

  private void serve(ClientRequest message) throws InterruptedException {
    switch (message) {
      case MongoQuery query -> {
        var reply = answer(request(query));
        var _ = query.getChannel().writeAndFlush(new MongoReply(header(query), List.of(reply), 0));
      }
      case FlaggedMessage flagged -> serve(flagged);
      default -> {
        var _ = message.getChannel().close();
      }
    }
  }

  private void serve(FlaggedMessage message) throws InterruptedException {
    var channel = message.getChannel();
    var streaming = message.has(FlaggedMessage.EXHAUST_ALLOWED);
    var request =
        new Request(
            channel, id, message.getDatabaseName(), message.getDocument(), streaming, false);
    var reply = answer(request);
    if (message.has(FlaggedMessage.MORE_TO_COME)) {
      return; // a client that asks for no answer: w: 0
    }
    var header = header(message);
    while (streams(request, reply)) {
      send(channel, header, reply, FlaggedMessage.MORE_TO_COME);
      var next = request.body().clone();
      next.put("topologyVersion", reply.get("topologyVersion"));
      request = request.with(next);
      reply = answer(request);
      header = new MessageHeader(messages.incrementAndGet(), header.getRequestID());
    }
    send(channel, header, reply, 0);
  }

  private static boolean streams(Request request, Document reply) {
    return request.streaming()
        && request.body().containsKey("maxAwaitTimeMS")
        && reply.containsKey("topologyVersion")
        && Double.valueOf(1).equals(reply.get("ok"));
  }

  private static void send(Channel channel, MessageHeader header, Document reply, int flags) {
    var _ = channel.writeAndFlush(new FlaggedMessage(channel, header, reply, flags));
  }

  private Request request(MongoQuery query) {
    var body = query.getQuery();
    if (body.get("$query") instanceof Document inner) {
      body = inner;
    }
    return new Request(query.getChannel(), id, query.getDatabaseName(), body, false, true);
  }

  private MessageHeader header(ClientRequest request) {
    return new MessageHeader(messages.incrementAndGet(), request.getHeader().getRequestID());
  }

  private Document answer(Request request) throws InterruptedException {
    try {
      return commands.answer(request);
    } catch (RuntimeException e) {
      LOG.error("cannot answer {}", request.body().keySet(), e);
      return Failures.reply(1, "InternalError", String.valueOf(e));
    }
  }
}
