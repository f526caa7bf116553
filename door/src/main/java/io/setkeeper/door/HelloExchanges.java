package io.setkeeper.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hellos of one connection that await a reply. A reply is known by its {@code responseTo}
 * alone: what a reply looks like proves nothing, a user's document may look the same.
 *
 * <p>A streaming hello is answered many times: each reply that has {@code moreToCome} is followed
 * by one whose {@code responseTo} is the {@code requestID} of that reply (mongod) or of the request
 * (other servers). Both threads of a connection use this.
 */
final class HelloExchanges {
  private final List<Exchange> open = new ArrayList<>();

  /** A request and, when it is streaming, the last reply to it (else the request again). */
  private record Exchange(int request, int last) {
    boolean isAnsweredBy(int responseTo) {
      return request == responseTo || last == responseTo;
    }
  }

  /** A hello with this id is about to be sent. */
  synchronized void requested(int requestId) {
    superseded(requestId);
    open.add(new Exchange(requestId, requestId));
  }

  /** Another request is about to be sent; whatever answers to this id now, it is not a hello. */
  synchronized void superseded(int requestId) {
    open.removeIf(exchange -> exchange.isAnsweredBy(requestId));
  }

  /** Whether a reply to this id answers a hello. */
  synchronized boolean awaits(int responseTo) {
    return find(responseTo).isPresent();
  }

  /** A reply to a hello has come. */
  synchronized void replied(MessageHeader reply, boolean moreToCome) {
    find(reply.responseTo())
        .ifPresent(
            exchange -> {
              open.remove(exchange);
              if (moreToCome) {
                open.add(new Exchange(exchange.request(), reply.requestId()));
              }
            });
  }

  private Optional<Exchange> find(int responseTo) {
    return open.stream().filter(exchange -> exchange.isAnsweredBy(responseTo)).findFirst();
  }
}
