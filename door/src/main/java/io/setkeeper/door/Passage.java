package io.setkeeper.door;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection through a door to its member, both ways. */
record Passage(
    MemberAddress to, ByteConnection client, ByteConnection member, UnaryOperator<String> outside) {
  private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

  /** Blocks until both directions have ended, and leaves both connections closed. */
  void run() throws InterruptedException {
    HelloExchanges exchanges = new HelloExchanges();
    Editor requests = new RequestEditor(exchanges);
    Editor replies = new ReplyEditor(exchanges, outside);
    try {
      Thread back =
          Thread.ofVirtual()
              .name("door-replies-" + to)
              .start(() -> pass("member", member, client, replies));
      pass("client", client, member, requests);
      back.join();
    } finally {
      close();
    }
  }

  void close() {
    closeQuietly(client);
    closeQuietly(member);
  }

  /** An end of input is handed on as one, and the other direction lives on; a failure ends both. */
  private void pass(String sender, ByteConnection from, ByteConnection into, Editor editor) {
    boolean ended = false;
    try {
      new Pump(from.in(), into.out(), editor).run();
      into.endOutput();
      ended = true;
    } catch (ProtocolException e) {
      LOG.warn("Door to {}: connection closed, the {} sent {}", to, sender, e.getMessage());
    } catch (IOException e) {
      LOG.debug("Door to {}: the connection of the {} ended: {}", to, sender, e.getMessage());
    } finally {
      if (!ended) {
        close();
      }
    }
  }

  static void closeQuietly(ByteConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.debug("Closing a connection: {}", e.getMessage());
    }
  }
}
