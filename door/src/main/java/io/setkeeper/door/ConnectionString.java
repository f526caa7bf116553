package io.setkeeper.door;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Renders MongoDB connection strings; members come in their order, so that a string is stable. */
public final class ConnectionString {
  private ConnectionString() {}

  /**
   * The string for clients outside: {@code mongodb://127.0.0.1:p0,127.0.0.1:p1/?replicaSet=rs0}.
   *
   * @param doors the members' ports, as {@link Doors#ports} gives them; at least one
   * @throws IllegalArgumentException when there is none
   */
  public static String outside(String set, Map<MemberAddress, Integer> doors) {
    return render(
        set, new TreeMap<>(doors).values().stream().map(port -> Ports.ADDRESS + ":" + port));
  }

  /**
   * The string for clients inside, with the members' own names.
   *
   * @param members at least one
   * @throws IllegalArgumentException when there is none
   */
  public static String inside(String set, Collection<MemberAddress> members) {
    return render(set, members.stream().sorted().map(MemberAddress::toString));
  }

  private static String render(String set, Stream<String> hosts) {
    String seeds = hosts.collect(joining(","));
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("A connection string needs a member");
    }
    String name = URLEncoder.encode(set, StandardCharsets.UTF_8).replace("+", "%20");
    return "mongodb://" + seeds + "/?replicaSet=" + name;
  }
}
