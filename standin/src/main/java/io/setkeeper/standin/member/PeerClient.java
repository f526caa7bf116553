package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.store.Bson;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to another member's MongoDB port, for one command at a time. It is read all the
 * time, so that the other's end is noticed when it happens and not with the next command.
 */
final class PeerClient implements AutoCloseable {
  private static final int HEAD = 16;
  private static final int OP_MSG = 2013;
  private static final int LARGEST = 48_000_000;

  private final Socket socket;
  private final AtomicInteger requests = new AtomicInteger();
  private final BlockingQueue<Document> replies = new ArrayBlockingQueue<>(1);

  private PeerClient(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param ended called once when the connection ends, whoever ends it
   * @throws IOException with mongod's own words when that fails
   */
  static PeerClient connect(String host, Duration timeout, Runnable ended) throws IOException {
    var address = HostPort.parse(host);
    var target = new InetSocketAddress(address.host(), address.port());
    if (target.isUnresolved()) {
      throw new IOException("Could not find address for " + host);
    }
    @SuppressWarnings("resource") // closed by close(), or here when it does not connect
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(target, (int) timeout.toMillis());
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "Error connecting to %s (%s:%d) :: caused by :: %s"
              .formatted(host, target.getAddress().getHostAddress(), target.getPort(), why(e)),
          e);
    }
    var client = new PeerClient(socket);
    Thread.ofVirtual().name("from-" + host).start(() -> client.read(ended));
    return client;
  }

  private static String why(IOException e) {
    return e instanceof SocketTimeoutException
        ? "Couldn't connect in time"
        : String.valueOf(e.getMessage());
  }

  /** The command's reply. */
  Document run(Document command, Duration timeout) throws IOException, InterruptedException {
    byte[] body = Bson.encode(command);
    var message = ByteBuffer.allocate(HEAD + 5 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    message.putInt(message.capacity()).putInt(requests.incrementAndGet()).putInt(0).putInt(OP_MSG);
    message.putInt(0).put((byte) 0).put(body);
    if (socket.isClosed()) {
      throw new EOFException("Connection closed by peer");
    }
    socket.getOutputStream().write(message.array());
    var reply = replies.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (reply == null) {
      throw new SocketTimeoutException("Couldn't get an answer within the time limit");
    }
    if (reply.isEmpty()) {
      throw new EOFException("Connection closed by peer");
    }
    return reply;
  }

  private void read(Runnable ended) {
    try (socket;
        var in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        int length = Integer.reverseBytes(in.readInt());
        if (length < HEAD + 5 || length > LARGEST) {
          throw new IOException("a message of " + length + " bytes");
        }
        byte[] rest = new byte[length - 4];
        in.readFully(rest);
        int before = HEAD - 4 + 5;
        replies.put(Bson.decode(ByteBuffer.wrap(rest, before, rest.length - before).slice()));
      }
    } catch (IOException _) {
      // said below
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      boolean told = replies.offer(new Document());
      if (told || !replies.isEmpty()) {
        ended.run();
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // it is of no use any more
    }
  }
}
