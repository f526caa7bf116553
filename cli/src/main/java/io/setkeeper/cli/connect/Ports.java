package io.setkeeper.cli.connect;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.door.Doors;
import io.setkeeper.door.MemberAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Which ports the doors get: a pod's ordinal above the first one that was asked for, else those
 * that are free.
 */
public final class Ports {
  /** Where the search for free ports begins; the sandbox's begins 100 below. */
  private static final int FIRST = 27_217;

  private static final int LAST = 65_535;
  private final Optional<Integer> first;
  private final Doors doors;

  /**
   * No port is open yet.
   *
   * @param first the port of ordinal 0; without it, any
   * @throws Refusal for one out of bounds
   */
  public Ports(Optional<Integer> first) {
    first
        .filter(port -> port < 1 || port > LAST)
        .ifPresent(
            port -> {
              throw new Refusal("--port %d is no port".formatted(port), "Say 1 to " + LAST);
            });
    this.first = first;
    this.doors = new Doors(first.orElse(FIRST), Map.of());
  }

  Doors doors() {
    return doors;
  }

  void prefer(Membership membership) {
    Map<MemberAddress, Integer> open = doors.ports();
    membership
        .pods()
        .forEach(
            (member, pod) ->
                pod.filter(_ -> !open.containsKey(member))
                    .flatMap(this::port)
                    .ifPresent(port -> doors.prefer(member, port)));
  }

  /**
   * Whether every pod's door has the port that was asked for.
   *
   * @throws Refusal where somebody else has one
   */
  void check(Membership membership) {
    Map<MemberAddress, Integer> open = doors.ports();
    membership
        .pods()
        .forEach(
            (member, pod) ->
                pod.flatMap(this::port)
                    .filter(port -> !port.equals(open.get(member)))
                    .ifPresent(port -> isInUse(port, pod.orElseThrow())));
  }

  private static void isInUse(int port, String pod) {
    throw new Refusal(
        "127.0.0.1:%d, the port for %s, is in use".formatted(port, pod),
        "End who listens there, or name another: --port N");
  }

  private Optional<Integer> port(String pod) {
    int ordinal = Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1));
    return first.map(port -> port + ordinal).filter(port -> port <= LAST);
  }
}
