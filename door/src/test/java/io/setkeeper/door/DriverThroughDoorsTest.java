package io.setkeeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.connection.ServerDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java driver, which knows the doors' addresses only. */
class DriverThroughDoorsTest {
  private static final int FIRST_PORT = 27317;

  private final FakeSet set = new FakeSet();
  private final List<FakeMember> members = new ArrayList<>();
  private final Doors doors = new Doors(FIRST_PORT, Map.of());

  @BeforeEach
  void threeMembers() throws IOException {
    for (int i = 0; i < 3; i++) {
      members.add(new FakeMember(name(i), set));
    }
    openDoors();
    set.become(names(), name(0));
  }

  @AfterEach
  void close() throws IOException {
    doors.close();
    for (FakeMember member : members) {
      member.close();
    }
  }

  @Test
  void theDriverSeesThreeMembersAtTheirDoors() {
    try (MongoClient client = client("")) {
      await().until(() -> seen(client), doorAddresses()::equals);

      assertThat(primarySeen(client)).isEqualTo(doorOf(0));
    }
  }

  @Test
  void theDriverFollowsAFailoverThroughTheDoors() {
    try (MongoClient client = client("")) {
      insert(client);
      set.become(names(), name(2));
      await().until(() -> primarySeen(client), doorOf(2)::equals);
      insert(client);

      assertThat(members).extracting(FakeMember::inserts).containsExactly(1, 0, 1);
    }
  }

  @Test
  void theDriverFollowsMembersThatComeAndGo() throws IOException {
    try (MongoClient client = client("")) {
      insert(client);
      members.add(new FakeMember(name(3), set));
      openDoors();
      set.become(names(), name(0));
      await().until(() -> seen(client), doorAddresses()::equals);

      members.remove(0).close();
      openDoors();
      set.become(names(), name(3));
      await().until(() -> seen(client), doorAddresses()::equals);
      insert(client);

      assertThat(members.getLast().inserts()).isEqualTo(1);
    }
  }

  @Test
  void noMemberIsOfferedCompression() {
    try (MongoClient client = client("&compressors=zlib")) {
      insert(client);
      await().until(() -> seen(client), doorAddresses()::equals);
    }
    assertThat(members)
        .allSatisfy(
            member ->
                assertThat(member.hellos())
                    .isNotEmpty()
                    .allSatisfy(hello -> assertThat(hello.keySet()).doesNotContain("compression")));
  }

  private void openDoors() throws IOException {
    Map<MemberAddress, Upstream> upstreams = new HashMap<>();
    members.forEach(member -> upstreams.put(member.address(), member.upstream()));
    doors.update(upstreams);
  }

  private MongoClient client(String more) {
    return MongoClients.create(ConnectionString.outside("rs0", doors.ports()) + more);
  }

  private static void insert(MongoClient client) {
    MongoCollection<Document> collection = client.getDatabase("test").getCollection("c");
    collection.insertOne(new Document("big", "x".repeat(100_000)));
  }

  private static Set<String> seen(MongoClient client) {
    return client.getClusterDescription().getServerDescriptions().stream()
        .filter(ServerDescription::isOk)
        .map(server -> server.getAddress().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String primarySeen(MongoClient client) {
    return client.getClusterDescription().getServerDescriptions().stream()
        .filter(ServerDescription::isPrimary)
        .map(server -> server.getAddress().toString())
        .findFirst()
        .orElse("none");
  }

  private Set<String> doorAddresses() {
    return doors.ports().values().stream()
        .map(port -> "127.0.0.1:" + port)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String doorOf(int ordinal) {
    return "127.0.0.1:" + doors.ports().get(MemberAddress.parse(name(ordinal)).orElseThrow());
  }

  private List<String> names() {
    return members.stream().map(member -> member.address().toString()).toList();
  }

  private static String name(int ordinal) {
    return "mongo-" + ordinal + ".mongo.default.svc.cluster.local:27017";
  }
}
