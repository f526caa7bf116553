package io.setkeeper.door;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Rewrites the members' addresses in replies to hello.
 *
 * @param outside from an address of the config to the one that a client outside can use, or to
 *     itself where there is none
 */
record ReplyEditor(HelloExchanges exchanges, UnaryOperator<String> outside) implements Editor {
  private static final Set<String> ADDRESSES =
      Set.of("hosts", "passives", "arbiters", "primary", "me");

  @Override
  public boolean wants(MessageHeader header) {
    return header.length() <= LARGEST_EDITED
        && (header.opCode() == MessageHeader.OP_MSG || header.opCode() == MessageHeader.OP_REPLY)
        && exchanges.awaits(header.responseTo());
  }

  @Override
  public Message edit(Message message) {
    exchanges.replied(message.header(), message.moreToCome());
    return message.edit(elements -> elements.stream().map(this::edit).toList());
  }

  private Element edit(Element element) {
    if (!ADDRESSES.contains(element.name())) {
      return element;
    }
    BsonValue value = element.value();
    BsonValue edited = edit(value);
    return edited.equals(value) ? element : Element.of(element.name(), edited);
  }

  private BsonValue edit(BsonValue value) {
    return switch (value) {
      case BsonString address -> new BsonString(outside.apply(address.getValue()));
      case BsonArray addresses -> new BsonArray(addresses.stream().map(this::edit).toList());
      default -> value;
    };
  }
}
