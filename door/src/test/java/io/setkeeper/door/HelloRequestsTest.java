package io.setkeeper.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelloRequestsTest {
  private static final BsonDocument REPLY = BsonDocument.parse("{me: 'mongo-0:27017', ok: 1}");
  private static final BsonDocument REWRITTEN =
      BsonDocument.parse("{me: '127.0.0.1:27117', ok: 1}");

  private final Line line = new Line(Map.of("mongo-0:27017", "127.0.0.1:27117"));

  @ParameterizedTest
  @ValueSource(strings = {"hello", "isMaster", "ismaster"})
  void compressionIsTakenOutOfTheHandshake(String command) throws IOException {
    BsonDocument offered =
        BsonDocument.parse("{'%s': 1, compression: ['zlib'], helloOk: true}".formatted(command));
    BsonDocument passed = BsonDocument.parse("{'%s': 1, helloOk: true}".formatted(command));

    assertThat(line.request(Wire.msg(7, 0, Wire.CHECKSUM_PRESENT, offered)))
        .isEqualTo(Wire.msg(7, 0, Wire.CHECKSUM_PRESENT, passed));
    assertThat(line.request(Wire.query(8, "admin.$cmd", offered)))
        .isEqualTo(Wire.query(8, "admin.$cmd", passed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "isMaster", "ismaster"})
  void everyNameOfTheCommandIsKnown(String command) throws IOException {
    line.request(Wire.msg(7, 0, 0, BsonDocument.parse("{'%s': 1}".formatted(command))));

    assertThat(line.reply(Wire.msg(1, 7, 0, REPLY))).isEqualTo(Wire.msg(1, 7, 0, REWRITTEN));
  }

  @Test
  void aUsersDocumentThatLooksLikeAHelloReplyIsLeftAlone() throws IOException {
    line.request(Wire.msg(7, 0, 0, BsonDocument.parse("{find: 'hosts', '$db': 'test'}")));
    byte[] reply = Wire.msg(1, 7, 0, REPLY);

    assertThat(line.reply(reply)).isEqualTo(reply);
  }

  @Test
  void anOldFindForAFieldNamedHelloIsNotTheCommand() throws IOException {
    byte[] find = Wire.query(7, "test.c", BsonDocument.parse("{hello: 1, compression: []}"));
    byte[] reply = Wire.reply(1, 7, REPLY);

    assertThat(line.request(find)).isEqualTo(find);
    assertThat(line.reply(reply)).isEqualTo(reply);
  }

  @Test
  void aHelloThatWantsNoAnswerClaimsNoReply() throws IOException {
    line.request(Wire.msg(7, 0, Wire.MORE_TO_COME, BsonDocument.parse("{hello: 1}")));
    byte[] reply = Wire.msg(1, 7, 0, REPLY);

    assertThat(line.reply(reply)).isEqualTo(reply);
  }

  @Test
  void aStreamingHelloIsFollowedFromReplyToReply() throws IOException {
    line.request(Wire.msg(7, 0, Wire.EXHAUST_ALLOWED, BsonDocument.parse("{hello: 1}")));

    byte[] passed =
        line.reply(
            Wire.msg(50, 7, Wire.MORE_TO_COME, REPLY),
            Wire.msg(51, 50, Wire.MORE_TO_COME, REPLY),
            Wire.msg(52, 51, 0, REPLY),
            Wire.msg(53, 52, 0, REPLY));

    assertThat(passed)
        .isEqualTo(
            Wire.concat(
                Wire.msg(50, 7, Wire.MORE_TO_COME, REWRITTEN),
                Wire.msg(51, 50, Wire.MORE_TO_COME, REWRITTEN),
                Wire.msg(52, 51, 0, REWRITTEN),
                Wire.msg(53, 52, 0, REPLY)));
  }

  @Test
  void aStreamWhoseRepliesAllNameTheRequestIsFollowedToo() throws IOException {
    line.request(Wire.msg(7, 0, Wire.EXHAUST_ALLOWED, BsonDocument.parse("{hello: 1}")));

    byte[] passed =
        line.reply(
            Wire.msg(50, 7, Wire.MORE_TO_COME, REPLY),
            Wire.msg(51, 7, 0, REPLY),
            Wire.msg(52, 7, 0, REPLY));

    assertThat(passed)
        .isEqualTo(
            Wire.concat(
                Wire.msg(50, 7, Wire.MORE_TO_COME, REWRITTEN),
                Wire.msg(51, 7, 0, REWRITTEN),
                Wire.msg(52, 7, 0, REPLY)));
  }

  @Test
  void aLaterRequestTakesOverTheIdOfAHelloThatWasNeverAnswered() throws IOException {
    line.request(
        Wire.msg(7, 0, 0, BsonDocument.parse("{hello: 1}")),
        Wire.msg(7, 0, 0, BsonDocument.parse("{find: 'c'}")));
    byte[] reply = Wire.msg(1, 7, 0, REPLY);

    assertThat(line.reply(reply)).isEqualTo(reply);
  }

  @Test
  void aHelloReplyOfAnotherShapePassesByteForByte() throws IOException {
    line.request(Wire.msg(7, 0, 0, BsonDocument.parse("{hello: 1}")));
    byte[] reply = Wire.msg(1, 7, 0, new BsonDocument("hosts", new BsonString("")));

    assertThat(line.reply(reply)).isEqualTo(reply);
  }

  @Test
  void aCompressedMessageEndsTheConnection() {
    assertThatThrownBy(() -> line.reply(Wire.message(1, 7, 2012, new byte[20])))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("compressed");
  }

  @Test
  void aTlsHandshakeIsRefusedByItsName() {
    byte[] clientHello = {
      0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 0x11, 0x22, 0x33, 0x44, 0x55
    };

    assertThatThrownBy(() -> line.request(clientHello))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("leave tls out of the connection string");
  }

  @Test
  void whatIsNotMongoDbsProtocolIsRefused() {
    byte[] http = "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> line.request(http))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("not MongoDB's protocol");
  }
}
