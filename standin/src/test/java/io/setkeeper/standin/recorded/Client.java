package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.ByteBufNIO;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;

/**
 * Asks one member one command over a connection of its own, as bare as can be: no session, no
 * retries, nothing followed. The documents are MongoDB's own library's, not the stand-in's.
 */
record Client(InetSocketAddress address) {
  private static final int OP_MSG = 2013;
  private static final int HEADER = 16;
  private static final int FLAGS_AND_KIND = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The whole reply, an error's too. */
  Document ask(String database, Document command) throws IOException {
    Document sent = new Document(command);
    sent.putIfAbsent("$db", database);
    // As the recordings' client on a direct connection did, unless a step says otherwise.
    sent.putIfAbsent("$readPreference", new Document("mode", "primaryPreferred"));
    byte[] body = encode(ToBson.of(sent));
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      socket.getOutputStream().write(message(body));
      return FromBson.document(read(new DataInputStream(socket.getInputStream())));
    }
  }

  private static byte[] message(byte[] body) {
    ByteBuffer message =
        ByteBuffer.allocate(HEADER + FLAGS_AND_KIND + body.length).order(ByteOrder.LITTLE_ENDIAN);
    message.putInt(message.capacity()).putInt(1).putInt(0).putInt(OP_MSG);
    return message.putInt(0).put((byte) 0).put(body).array();
  }

  private static BsonDocument read(DataInputStream in) throws IOException {
    byte[] rest = new byte[Integer.reverseBytes(in.readInt()) - Integer.BYTES];
    in.readFully(rest);
    int before = HEADER - Integer.BYTES + FLAGS_AND_KIND;
    ByteBuffer body = ByteBuffer.wrap(rest, before, rest.length - before).slice();
    try (BsonBinaryReader reader =
        new BsonBinaryReader(new ByteBufferBsonInput(new ByteBufNIO(body)))) {
      return new BsonDocumentCodec().decode(reader, DecoderContext.builder().build());
    }
  }

  private static byte[] encode(BsonDocument document) {
    try (BasicOutputBuffer buffer = new BasicOutputBuffer();
        BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
      new BsonDocumentCodec().encode(writer, document, EncoderContext.builder().build());
      return buffer.toByteArray();
    }
  }
}
