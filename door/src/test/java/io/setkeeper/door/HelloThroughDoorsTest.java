package io.setkeeper.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One member's hello, read byte by byte from its door. */
class HelloThroughDoorsTest {
  private static final int FIRST_PORT = 27517;
  private static final String HERE = "mongo-0.mongo:27017";
  private static final String DOORLESS = "mongo-1.mongo:27017";

  private final FakeSet set = new FakeSet();
  private final Doors doors = new Doors(FIRST_PORT, Map.of());
  private final FakeMember member;

  HelloThroughDoorsTest() throws IOException {
    member = new FakeMember(HERE, set);
  }

  @BeforeEach
  void oneDoorForTwoMembers() throws IOException {
    doors.update(Map.of(member.address(), member.upstream()));
    set.become(List.of(HERE, DOORLESS), HERE);
  }

  @AfterEach
  void close() throws IOException {
    doors.close();
    member.close();
  }

  @Test
  void anAddressWithoutADoorStaysAsItIs() throws IOException {
    try (Socket client = connect()) {
      BsonDocument hello = hello(client, 1);

      assertThat(hello.getArray("hosts"))
          .containsExactly(new BsonString(door()), new BsonString(DOORLESS));
    }
  }

  @Test
  void aConnectionThatIsOpenNamesTheDoorsThatCameSince() throws IOException {
    try (Socket client = connect()) {
      hello(client, 1);
      MemberAddress late = MemberAddress.parse(DOORLESS).orElseThrow();
      doors.update(Map.of(member.address(), member.upstream(), late, Upstream.tcp("127.0.0.1", 1)));

      assertThat(hello(client, 2).getArray("hosts"))
          .containsExactly(
              new BsonString(door()), new BsonString("127.0.0.1:" + doors.ports().get(late)));
    }
  }

  private String door() {
    return "127.0.0.1:" + doors.ports().get(member.address());
  }

  private Socket connect() throws IOException {
    int port = doors.ports().getOrDefault(member.address(), 0);
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static BsonDocument hello(Socket client, int id) throws IOException {
    client.getOutputStream().write(Wire.msg(id, 0, 0, BsonDocument.parse("{hello: 1}")));
    DataInputStream in = new DataInputStream(client.getInputStream());
    byte[] length = in.readNBytes(4);
    byte[] reply = Arrays.copyOf(length, Wire.intAt(length, 0));
    in.readFully(reply, 4, reply.length - 4);
    return Wire.documentAt(reply, 21);
  }
}
