package io.setkeeper.door;

import java.util.Set;

/** Notes the client's hellos, and takes {@code compression} out of them. */
record RequestEditor(HelloExchanges exchanges) implements Editor {
  /** All the names under which mongod knows the command. */
  private static final Set<String> HELLO = Set.of("hello", "isMaster", "ismaster");

  private static final String COMPRESSION = "compression";

  @Override
  public boolean wants(MessageHeader header) {
    boolean wanted =
        header.length() <= LARGEST_EDITED
            && (header.opCode() == MessageHeader.OP_MSG
                || header.opCode() == MessageHeader.OP_QUERY);
    if (!wanted) {
      exchanges.superseded(header.requestId());
    }
    return wanted;
  }

  @Override
  public Message edit(Message message) {
    int id = message.header().requestId();
    if (message.firstName().filter(HELLO::contains).isEmpty()) {
      exchanges.superseded(id);
      return message;
    }
    if (!message.moreToCome()) {
      exchanges.requested(id);
    }
    // With nothing offered the member negotiates none, and every reply can be read.
    return message.edit(
        elements -> elements.stream().filter(e -> !e.name().equals(COMPRESSION)).toList());
  }
}
