package io.setkeeper.cli.connect;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;

import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.mongodb.HelloWatch.News;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The members of a set that clients are told of, and their pods. Pure.
 *
 * @param set the replica set's name
 * @param pods each member's pod; empty for a member that is none of the StatefulSet's
 * @param primary empty where the set has none
 */
record Membership(
    String set,
    NavigableMap<MemberAddress, Optional<String>> pods,
    Optional<MemberAddress> primary) {

  /** Whom to believe: the primary, then the newest config. */
  private static final Comparator<News.Hello> WORD =
      comparing(News.Hello::writable).thenComparingInt(News.Hello::configVersion);

  /**
   * What the mongods say together; empty where none tells of a set.
   *
   * @param pods of the StatefulSet, as far as they are there
   * @param heard the last of each pod's mongod
   * @param before of which a member keeps its pod where nobody tells it any more
   */
  static Optional<Membership> of(
      MongoSet set, Collection<Pod> pods, Map<String, News> heard, Optional<Membership> before) {
    Map<String, News.Hello> hellos =
        heard.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof News.Hello hello && isInASet(hello))
            .collect(toMap(Map.Entry::getKey, entry -> (News.Hello) entry.getValue()));
    return hellos.values().stream().max(WORD).map(hello -> of(set, pods, hellos, before, hello));
  }

  private static boolean isInASet(News.Hello hello) {
    return hello.set().isPresent() && !hello.members().isEmpty();
  }

  private static Membership of(
      MongoSet set,
      Collection<Pod> pods,
      Map<String, News.Hello> hellos,
      Optional<Membership> before,
      News.Hello word) {
    NavigableMap<MemberAddress, Optional<String>> members = new TreeMap<>();
    for (HostPort host : word.members()) {
      MemberAddress member = address(host);
      members.put(
          member,
          pod(set, pods, hellos, host)
              .or(
                  () ->
                      before.flatMap(
                          m -> Optional.ofNullable(m.pods.get(member)).flatMap(p -> p))));
    }
    Optional<HostPort> primary = word.writable() ? word.self() : word.primary();
    return new Membership(word.set().orElseThrow(), members, primary.map(Membership::address));
  }

  private static MemberAddress address(HostPort host) {
    return new MemberAddress(host.host(), host.port());
  }

  /**
   * The pod whose mongod says that it is this member; else the one of that name, whether it is
   * there or not; else the one at that address.
   */
  private static Optional<String> pod(
      MongoSet set, Collection<Pod> pods, Map<String, News.Hello> hellos, HostPort host) {
    return hellos.entrySet().stream()
        .filter(entry -> entry.getValue().self().filter(host::equals).isPresent())
        .map(Map.Entry::getKey)
        .min(comparingInt(String::length).thenComparing(pod -> pod))
        .or(() -> named(set, host))
        .or(
            () ->
                pods.stream()
                    .filter(pod -> pod.host().equals(host) || isAt(pod, host, set.port()))
                    .map(Pod::name)
                    .findFirst());
  }

  private static boolean isAt(Pod pod, HostPort host, int port) {
    return host.port() == port && pod.address().filter(host.host()::equals).isPresent();
  }

  /** In full, or as pods may shorten it; {@code mongo-0.example.com} is somebody else. */
  private static Optional<String> named(MongoSet set, HostPort host) {
    int dot = host.host().indexOf('.');
    String pod = dot < 0 ? host.host() : host.host().substring(0, dot);
    boolean isOurs =
        set.owns(pod)
            && host.port() == set.port()
            && (set.host(pod).replace(':', '.') + ".").startsWith(host.host() + ".");
    return isOurs ? Optional.of(pod) : Optional.empty();
  }

  /** The members that no pod of the StatefulSet is. */
  List<MemberAddress> strangers() {
    return pods.entrySet().stream()
        .filter(member -> member.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The member that a pod's mongod is. */
  Optional<MemberAddress> member(String pod) {
    return pods.entrySet().stream()
        .filter(member -> member.getValue().filter(pod::equals).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A member as a person calls it. */
  String name(MemberAddress member) {
    return Optional.ofNullable(pods.get(member)).flatMap(pod -> pod).orElseGet(member::toString);
  }
}
