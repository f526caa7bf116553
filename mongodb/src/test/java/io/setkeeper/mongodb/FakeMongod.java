package io.setkeeper.mongodb;

import static org.awaitility.Awaitility.await;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Mongod;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import org.bson.BsonDocument;

/** A mongod over a real socket: the wire protocol is real, what it answers is the test's. */
final class FakeMongod implements Closeable {
  /** What it answers to one client. */
  interface Conversation {
    /** The whole reply: {@code ok: 0} with code and words for an error. */
    BsonDocument answer(BsonDocument command);
  }

  /** Begins a conversation with a client that connected. */
  interface Host {
    Conversation greet(Socket client);
  }

  private final ServerSocket server;
  private final Host host;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final List<BsonDocument> asked = new CopyOnWriteArrayList<>();
  private final Set<String> opQueries = ConcurrentHashMap.newKeySet();

  private FakeMongod(ServerSocket server, Host host) {
    this.server = server;
    this.host = host;
  }

  /** Starts one on a free port of the address. */
  static FakeMongod start(ServerSocketFactory sockets, String address, Host host) {
    try {
      FakeMongod mongod =
          new FakeMongod(sockets.createServerSocket(0, 50, InetAddress.getByName(address)), host);
      Thread.ofVirtual().start(mongod::accept);
      return mongod;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeMongod start(Host host) {
    return start(ServerSocketFactory.getDefault(), "127.0.0.1", host);
  }

  HostPort address() {
    return new HostPort(server.getInetAddress().getHostAddress(), server.getLocalPort());
  }

  /** Every command that came, but for the driver's heartbeats. */
  List<BsonDocument> asked() {
    return asked;
  }

  /** The names of those that came as OP_QUERY, heartbeats too. */
  Set<String> opQueries() {
    return opQueries;
  }

  /** What is understood of its answers, once it answers: a busy machine may take its time. */
  Mongod askedBy(Mongods mongods) {
    return await()
        .until(
            () -> mongods.ask(address()),
            answer ->
                !(answer instanceof Mongod.Unknown(String why, boolean refused)
                    && why.equals("no answer in time")));
  }

  /** What the kernel does for a process that was killed. */
  void kill() {
    close();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> talk(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void talk(Socket client) {
    try (client) {
      Conversation conversation = host.greet(client);
      while (true) {
        Wire.Request request = Wire.read(client.getInputStream());
        BsonDocument command = request.command();
        if (request.isOpQuery()) {
          opQueries.add(command.getFirstKey());
        }
        if (!isHeartbeat(command)) {
          asked.add(command);
        }
        if (command.containsKey("maxAwaitTimeMS")) {
          awaitTheEnd(client);
        }
        Wire.reply(client.getOutputStream(), request, conversation.answer(command));
      }
    } catch (IOException e) {
      // the client went, or this was closed
    }
  }

  /** Nothing changes here that a waiting heartbeat could be told of. */
  private static void awaitTheEnd(Socket client) throws IOException {
    while (client.getInputStream().read() >= 0) {
      // the driver sends nothing while it waits
    }
    throw new IOException("the client went");
  }

  private static boolean isHeartbeat(BsonDocument command) {
    return Set.of("hello", "ismaster", "isMaster").contains(command.getFirstKey())
        && !command.containsKey("lsid");
  }
}
