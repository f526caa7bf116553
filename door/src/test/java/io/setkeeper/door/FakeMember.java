package io.setkeeper.door;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;

/**
 * As much of a mongod as a driver needs to find a set and write to it: hello (old handshake and
 * streaming too), ping, and insert, which keeps nothing but the count.
 */
final class FakeMember implements AutoCloseable {
  private static final BsonDocument OK = BsonDocument.parse("{ok: 1}");
  private static final BsonDocument NOT_PRIMARY =
      BsonDocument.parse(
          "{ok: 0, code: 10107, codeName: 'NotWritablePrimary', errmsg: 'not primary'}");

  private final String name;
  private final FakeSet set;
  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger ids = new AtomicInteger(1_000_000);
  private final AtomicInteger inserts = new AtomicInteger();
  private final List<BsonDocument> hellos = new CopyOnWriteArrayList<>();

  FakeMember(String name, FakeSet set) throws IOException {
    this.name = name;
    this.set = set;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  MemberAddress address() {
    return MemberAddress.parse(name).orElseThrow();
  }

  Upstream upstream() {
    return Upstream.tcp("127.0.0.1", listener.getLocalPort());
  }

  int inserts() {
    return inserts.get();
  }

  /** Every hello that came, as it came. */
  List<BsonDocument> hellos() {
    return List.copyOf(hellos);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream())) {
      OutputStream out = client.getOutputStream();
      while (true) {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
          return;
        }
        byte[] message = Arrays.copyOf(length, Wire.intAt(length, 0));
        in.readFully(message, 4, message.length - 4);
        answer(message, out);
      }
    } catch (IOException gone) {
      // The client is.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(byte[] message, OutputStream out) throws IOException, InterruptedException {
    int id = Wire.intAt(message, 4);
    if (Wire.intAt(message, 12) == 2004) {
      hellos.add(Wire.documentAt(message, 20 + "admin.$cmd".length() + 1 + 8));
      out.write(Wire.reply(ids.incrementAndGet(), id, set.hello(name)));
      return;
    }
    boolean streaming = (Wire.intAt(message, 16) & Wire.EXHAUST_ALLOWED) != 0;
    BsonDocument command = Wire.documentAt(message, 21);
    switch (command.getFirstKey()) {
      case "hello", "isMaster", "ismaster" -> hello(id, command, streaming, out);
      case "insert" -> out.write(Wire.msg(ids.incrementAndGet(), id, 0, insert()));
      default -> out.write(Wire.msg(ids.incrementAndGet(), id, 0, OK));
    }
  }

  private BsonDocument insert() {
    if (!set.isPrimary(name)) {
      return NOT_PRIMARY;
    }
    inserts.incrementAndGet();
    return OK.clone().append("n", new BsonInt32(1));
  }

  private void hello(int id, BsonDocument command, boolean streaming, OutputStream out)
      throws IOException, InterruptedException {
    hellos.add(command);
    BsonNumber wait = command.getNumber("maxAwaitTimeMS", new BsonInt32(0));
    int seen =
        command
            .getDocument("topologyVersion", new BsonDocument())
            .getNumber("counter", new BsonInt32(-1))
            .intValue();
    int answered = id;
    do {
      set.awaitNewer(seen, seen < 0 ? 0 : wait.longValue());
      seen = set.version();
      int reply = ids.incrementAndGet();
      int flags = streaming ? Wire.MORE_TO_COME : 0;
      out.write(Wire.msg(reply, answered, flags, set.hello(name)));
      answered = reply;
    } while (streaming);
  }
}
