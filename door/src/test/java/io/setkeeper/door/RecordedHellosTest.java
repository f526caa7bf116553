package io.setkeeper.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real mongod 5.0.7 answered to hello and isMaster, through the door in every framing. */
class RecordedHellosTest {
  private static final int OP_MSG_DOCUMENT = 21;
  private static final int OP_REPLY_DOCUMENT = 36;
  private static final BsonDocument HELLO = BsonDocument.parse("{hello: 1}");

  private static final Map<String, String> DOORS =
      IntStream.range(0, 9)
          .boxed()
          .collect(
              toMap(
                  n -> "mongo-" + n + ".mongo.default.svc.cluster.local:27017",
                  n -> "127.0.0.1:" + (27117 + n)));

  /** Each recorded reply, and what is to become of it, by replacing names in its JSON. */
  record Recorded(BsonDocument reply, BsonDocument rewritten) {}

  static Stream<Recorded> replies() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RecordedHellosTest.class.getResourceAsStream("hello-replies.jsonl"))) {
      return new String(in.readAllBytes(), UTF_8).lines().map(RecordedHellosTest::recorded);
    }
  }

  private static Recorded recorded(String line) {
    String changed = line;
    for (Map.Entry<String, String> door : DOORS.entrySet()) {
      changed = changed.replace(door.getKey(), door.getValue());
    }
    return new Recorded(
        BsonDocument.parse(line).getDocument("reply"),
        BsonDocument.parse(changed).getDocument("reply"));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void anOpMsgReplyNamesTheDoorsAndNothingElseChanges(Recorded recorded) throws IOException {
    Line line = new Line(DOORS);
    line.request(Wire.msg(7, 0, 0, HELLO));

    byte[] passed = line.reply(Wire.msg(1, 7, 0, recorded.reply()));

    assertThat(passed).isEqualTo(Wire.msg(1, 7, 0, recorded.rewritten()));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void theChecksumOfARewrittenReplyIsRight(Recorded recorded) throws IOException {
    Line line = new Line(DOORS);
    line.request(Wire.msg(7, 0, Wire.CHECKSUM_PRESENT, HELLO));

    byte[] passed = line.reply(Wire.msg(1, 7, Wire.CHECKSUM_PRESENT, recorded.reply()));

    CRC32C checksum = new CRC32C();
    checksum.update(passed, 0, passed.length - 4);
    assertThat(Wire.intAt(passed, passed.length - 4)).isEqualTo((int) checksum.getValue());
    assertThat(Wire.documentAt(passed, OP_MSG_DOCUMENT)).isEqualTo(recorded.rewritten());
  }

  @ParameterizedTest
  @MethodSource("replies")
  void theOldHandshakesReplyIsRewrittenToo(Recorded recorded) throws IOException {
    Line line = new Line(DOORS);
    line.request(Wire.query(7, "admin.$cmd", BsonDocument.parse("{ismaster: 1}")));

    byte[] passed = line.reply(Wire.reply(1, 7, recorded.reply()));

    assertThat(Wire.documentAt(passed, OP_REPLY_DOCUMENT)).isEqualTo(recorded.rewritten());
    assertThat(passed).isEqualTo(Wire.reply(1, 7, recorded.rewritten()));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void withoutDoorsARecordedReplyPassesByteForByte(Recorded recorded) throws IOException {
    Line line = new Line(Map.of());
    line.request(Wire.msg(7, 0, 0, HELLO));
    byte[] reply = Wire.msg(1, 7, Wire.CHECKSUM_PRESENT, recorded.reply());

    assertThat(line.reply(reply)).isEqualTo(reply);
  }
}
