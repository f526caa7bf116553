package io.setkeeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorsTest {
  private static final int FIRST_PORT = 27417;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final byte[] GREETING = Wire.msg(1, 2, 0, BsonDocument.parse("{from: 'echo'}"));
  private static final byte[] PING = Wire.msg(9, 0, 0, BsonDocument.parse("{ping: 1}"));

  private final EchoMember member = new EchoMember(GREETING);
  private Doors doors = new Doors(FIRST_PORT, Map.of());

  @AfterEach
  void close() {
    doors.close();
    member.close();
  }

  @Test
  void aClientThatSaysNoMoreIsStillAnswered() throws IOException {
    open(0);
    try (Socket client = connect(0)) {
      client.getOutputStream().write(PING);
      client.shutdownOutput();

      assertThat(client.getInputStream().readAllBytes()).isEqualTo(Wire.concat(GREETING, PING));
    }
  }

  @Test
  void aMessageOfManyMegabytesPassesBothWays() throws Exception {
    byte[] body = new byte[40_000_000];
    new Random(1).nextBytes(body);
    byte[] large = Wire.message(9, 0, 2013, body);
    open(0);
    try (Socket client = connect(0)) {
      CompletableFuture<byte[]> received =
          CompletableFuture.supplyAsync(() -> readAll(client), Thread::startVirtualThread);
      client.getOutputStream().write(large);
      client.shutdownOutput();

      assertThat(Arrays.equals(received.get(), Wire.concat(GREETING, large))).isTrue();
    }
  }

  @Test
  void aMemberThatCannotBeReachedClosesTheClientsConnectionAtOnce() throws IOException {
    doors.update(
        Map.of(
            member(0),
            () -> {
              throw new ConnectException("nobody there");
            }));
    try (Socket client = connect(0)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aMemberThatIsGoneTakesItsConnectionsAlong() throws IOException {
    open(0, 1);
    try (Socket gone = connect(0);
        Socket stays = connect(1)) {
      greeted(gone);
      greeted(stays);

      open(1);

      assertThat(ended(gone)).isTrue();
      stays.getOutputStream().write(PING);
      assertThat(stays.getInputStream().readNBytes(PING.length)).isEqualTo(PING);
    }
  }

  @Test
  void theDoorOfAMemberThatIsGoneIsShut() throws IOException {
    open(0);
    int port = port(0);

    doors.update(Map.of());

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void newConnectionsGoWhereTheMemberIsNow() throws IOException {
    byte[] elsewhere = Wire.msg(1, 2, 0, BsonDocument.parse("{from: 'elsewhere'}"));
    open(0);
    try (EchoMember moved = new EchoMember(elsewhere);
        Socket before = connect(0)) {
      greeted(before);

      doors.update(Map.of(member(0), moved.upstream()));

      try (Socket after = connect(0)) {
        assertThat(after.getInputStream().readNBytes(elsewhere.length)).isEqualTo(elsewhere);
      }
    }
  }

  @Test
  void aMemberKeepsItsPortAsLongAsItStays() throws IOException {
    open(0, 1);
    int port = port(1);

    open(1, 2);

    assertThat(port(1)).isEqualTo(port);
  }

  @Test
  void aMemberThatComesBackFindsItsPortAgain() throws IOException {
    open(0, 1);
    int port = port(0);
    open(1);

    open(0, 1, 2);

    assertThat(port(0)).isEqualTo(port);
  }

  @Test
  void portsAreTheSameAfterARestartThatRemembersThem() throws IOException {
    open(0, 1, 2);
    Map<MemberAddress, Integer> before = doors.ports();
    doors.close();

    doors = new Doors(FIRST_PORT, doors.rememberedPorts());
    open(2, 1, 0);

    assertThat(doors.ports()).isEqualTo(before);
  }

  @Test
  void aPortInUseGivesWayToTheNextFreeOne() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      doors = new Doors(FIRST_PORT, Map.of(member(0), other.getLocalPort()));

      open(0);

      assertThat(port(0)).isGreaterThan(other.getLocalPort());
    }
  }

  @Test
  void withoutAFreePortNothingChanges() throws IOException {
    open(0);
    Map<MemberAddress, Integer> before = doors.ports();
    try (Doors last = new Doors(65535, Map.of())) {
      assertThatThrownBy(
              () -> last.update(Map.of(member(0), member.upstream(), member(1), member.upstream())))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("No port from 65535");
      assertThat(last.ports()).isEmpty();
    }
    assertThat(doors.ports()).isEqualTo(before);
  }

  @Test
  void aClientThatSpeaksTlsIsSentAway() throws IOException {
    byte[] clientHello = new byte[64];
    System.arraycopy(new byte[] {0x16, 3, 1, 2, 0, 1}, 0, clientHello, 0, 6);
    open(0);
    try (Socket client = connect(0)) {
      greeted(client);
      client.getOutputStream().write(clientHello);

      assertThat(ended(client)).isTrue();
    }
  }

  @Test
  void closingTheDoorsEndsEveryConnection() throws IOException {
    open(0);
    try (Socket client = connect(0)) {
      greeted(client);

      doors.close();

      assertThat(ended(client)).isTrue();
      assertThatThrownBy(() -> open(0)).isInstanceOf(IllegalStateException.class);
    }
  }

  private void open(Integer... ordinals) throws IOException {
    Map<MemberAddress, Upstream> members = new HashMap<>();
    List.of(ordinals).forEach(ordinal -> members.put(member(ordinal), member.upstream()));
    doors.update(members);
  }

  private int port(int ordinal) {
    return doors.ports().getOrDefault(member(ordinal), 0);
  }

  private Socket connect(int ordinal) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(ordinal));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void greeted(Socket client) throws IOException {
    assertThat(client.getInputStream().readNBytes(GREETING.length)).isEqualTo(GREETING);
  }

  /** Whether the connection is over, by an end or by a reset; not by our losing patience. */
  private static boolean ended(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  private static byte[] readAll(Socket client) {
    try {
      return client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static MemberAddress member(int ordinal) {
    return new MemberAddress("mongo-" + ordinal + ".mongo.default.svc.cluster.local", 27017);
  }
}
