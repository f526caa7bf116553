package io.setkeeper.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Whatever is not a hello, or a reply to one, comes out as it went in. */
class PassThroughTest {
  private static final String INSIDE = "mongo-0:27017";
  private static final Map<String, String> DOORS = Map.of(INSIDE, "127.0.0.1:27117");
  private static final int HELLO_ID = -1;

  @Property(tries = 300)
  void requestsPassUnchanged(
      @ForAll("messages") List<byte[]> messages, @ForAll("chunks") List<Integer> c)
      throws IOException {
    byte[] sent = joined(messages);

    assertThat(line(c).request(sent)).isEqualTo(sent);
  }

  @Property(tries = 300)
  void repliesToOtherRequestsPassUnchanged(
      @ForAll("messages") List<byte[]> messages, @ForAll("chunks") List<Integer> c)
      throws IOException {
    Line line = line(c);
    line.request(hello());
    byte[] sent = joined(messages);

    assertThat(line.reply(sent)).isEqualTo(sent);
  }

  @Property(tries = 300)
  void aReplyToHelloIsFoundAmongOthers(
      @ForAll("messages") List<byte[]> before,
      @ForAll("messages") List<byte[]> after,
      @ForAll("chunks") List<Integer> c)
      throws IOException {
    Line line = line(c);
    line.request(hello());
    byte[] reply = Wire.msg(1, HELLO_ID, 0, new BsonDocument("me", new BsonString(INSIDE)));
    byte[] rewritten =
        Wire.msg(1, HELLO_ID, 0, new BsonDocument("me", new BsonString("127.0.0.1:27117")));

    assertThat(line.reply(joined(before), reply, joined(after)))
        .isEqualTo(Wire.concat(joined(before), rewritten, joined(after)));
  }

  @Property(tries = 300)
  void whateverIsCutOffIsPassedOnUntilThere(
      @ForAll("messages") List<byte[]> messages,
      @ForAll("chunks") List<Integer> c,
      @ForAll double where)
      throws IOException {
    byte[] sent = joined(messages);
    int length = (int) (Math.abs(where % 1) * sent.length);
    byte[] cut = Arrays.copyOf(sent, length);

    assertThat(line(c).request(cut)).isEqualTo(cut);
    assertThat(line(c).reply(cut)).isEqualTo(cut);
  }

  @Property(tries = 500)
  void aHelloAndItsReplyThatAreNotBsonPassUnchanged(@ForAll @Size(max = 80) byte[] noise)
      throws IOException {
    Line line = new Line(DOORS);
    byte[] start = {0x10, 'h', 'e', 'l', 'l', 'o', 0, 1, 0, 0, 0};
    byte[] length = Wire.int32(4 + start.length + noise.length);
    byte[] hello = Wire.msg(HELLO_ID, 0, 0, Wire.concat(length, start, noise));
    byte[] reply = Wire.msg(1, HELLO_ID, 0, Wire.concat(length, start, noise));

    assertThat(line.request(hello)).isEqualTo(hello);
    assertThat(line.reply(reply)).isEqualTo(reply);
  }

  @Provide
  Arbitrary<List<byte[]>> messages() {
    return Arbitraries.oneOf(opMsgs(), anyMessages(), largeMessages()).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Integer>> chunks() {
    return Arbitraries.integers().between(1, 30_000).list().ofMinSize(1).ofMaxSize(5);
  }

  /** Documents that a careless rewriter would take for a hello's. */
  private static Arbitrary<byte[]> opMsgs() {
    Arbitrary<String> names =
        Arbitraries.of("hosts", "me", "primary", "compression", "hello", "cursor", "ismaster");
    Arbitrary<BsonDocument> documents =
        names
            .list()
            .ofMaxSize(5)
            .map(
                fields -> {
                  BsonDocument document = new BsonDocument("find", new BsonInt32(1));
                  fields.forEach(
                      f -> document.put(f, new BsonArray(List.of(new BsonString(INSIDE)))));
                  document.put("primary", new BsonString(INSIDE));
                  return document;
                });
    return Combinators.combine(ids(), ids(), Arbitraries.of(0, 1, 2, 3, 1 << 16), documents)
        .as(Wire::msg);
  }

  private static Arbitrary<byte[]> anyMessages() {
    Arbitrary<byte[]> bodies = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Combinators.combine(
            ids(), ids(), Arbitraries.of(0, 1, 2001, 2004, 2005, 2010, 2013, 77), bodies)
        .as((id, to, opCode, body) -> Wire.message(id, to, opCode, body));
  }

  private static Arbitrary<byte[]> largeMessages() {
    return Combinators.combine(
            ids(), ids(), Arbitraries.integers().between(16_000, 200_000), Arbitraries.bytes())
        .as(
            (id, to, size, fill) -> {
              byte[] body = new byte[size];
              Arrays.fill(body, fill);
              return Wire.message(id, to, 2013, body);
            });
  }

  /** Never the id of the hello. */
  private static Arbitrary<Integer> ids() {
    return Arbitraries.integers().between(0, 5);
  }

  private static byte[] hello() {
    return Wire.msg(HELLO_ID, 0, 0, BsonDocument.parse("{hello: 1}"));
  }

  private static Line line(List<Integer> chunks) {
    return new Line(DOORS, chunks);
  }

  private static byte[] joined(List<byte[]> messages) {
    return Wire.concat(messages.toArray(byte[][]::new));
  }
}
