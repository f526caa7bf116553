package io.setkeeper.door;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors of one replica set: a listener on 127.0.0.1 for each member. Safe for use by several
 * threads.
 *
 * <p>A member keeps its port while this object lives, over its removal and return too; who wants
 * ports to be the same after a restart keeps {@link #rememberedPorts} and hands it in again.
 */
public final class Doors implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private final int firstPort;
  private final Map<MemberAddress, Integer> remembered;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private volatile Map<MemberAddress, Door> open = Map.of();
  private boolean closed;

  /**
   * No door is open yet.
   *
   * @param firstPort where the search for a free port begins for a member that has none, 1 to 65535
   * @param preferred the ports that members had before; one that is in use meanwhile gives way to
   *     the next free one
   * @throws IllegalArgumentException for a port out of bounds
   */
  public Doors(int firstPort, Map<MemberAddress, Integer> preferred) {
    this.firstPort = Ports.check(firstPort);
    preferred.values().forEach(Ports::check);
    this.remembered = new HashMap<>(preferred);
  }

  /**
   * Makes the doors those of these members: opens what is new, closes what is gone with the
   * connections through it, and lets the doors that stay lead to the upstreams given now (for new
   * connections).
   *
   * @throws BindException when there is no free port for a new member; nothing has changed then
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void update(Map<MemberAddress, Upstream> members) throws IOException {
    if (closed) {
      throw new IllegalStateException("The doors are closed");
    }
    Map<MemberAddress, Door> added = openNew(members);
    Map<MemberAddress, Door> before = open;
    Map<MemberAddress, Door> now = new HashMap<>(added);
    before.forEach(
        (member, door) -> {
          Upstream upstream = members.get(member);
          if (upstream != null) {
            door.leadTo(upstream);
            now.put(member, door);
          }
        });
    open = Map.copyOf(now);
    added.forEach((member, door) -> remembered.put(member, door.port()));
    added.values().forEach(Door::start);
    before.forEach(
        (member, door) -> {
          if (!now.containsKey(member)) {
            door.close();
          }
        });
  }

  /**
   * The port that a member without a door is to get, if it is free then.
   *
   * @throws IllegalArgumentException for a port out of bounds
   */
  public synchronized void prefer(MemberAddress member, int port) {
    remembered.put(member, Ports.check(port));
  }

  /** The ports of the doors that are open now, in the order of the members. */
  public SortedMap<MemberAddress, Integer> ports() {
    SortedMap<MemberAddress, Integer> ports = new TreeMap<>();
    open.forEach((member, door) -> ports.put(member, door.port()));
    return ports;
  }

  /** The ports of all members there ever were, with those given at the beginning. */
  public synchronized SortedMap<MemberAddress, Integer> rememberedPorts() {
    return new TreeMap<>(remembered);
  }

  /** Closes every door and every connection through one. */
  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(Door::close);
    open = Map.of();
  }

  /** In the members' order, so that the first ones get the lowest ports. */
  private Map<MemberAddress, Door> openNew(Map<MemberAddress, Upstream> members)
      throws IOException {
    Map<MemberAddress, Door> added = new HashMap<>();
    try {
      for (Map.Entry<MemberAddress, Upstream> entry : new TreeMap<>(members).entrySet()) {
        MemberAddress member = entry.getKey();
        if (!open.containsKey(member)) {
          ServerSocket listener = listen(member);
          added.put(member, new Door(member, listener, entry.getValue(), this::outside));
        }
      }
      return added;
    } catch (IOException | RuntimeException e) {
      added.values().forEach(Door::close);
      throw e;
    }
  }

  /** Ports that other members had are left alone: they may come back. */
  private ServerSocket listen(MemberAddress member) throws IOException {
    Map<MemberAddress, Integer> others = new HashMap<>(remembered);
    Integer own = others.remove(member);
    int first = own == null ? firstPort : own;
    ServerSocket listener = Ports.listen(first, new HashSet<>(others.values()));
    LOG.info("The door to {} is {}:{}", member, Ports.ADDRESS, listener.getLocalPort());
    return listener;
  }

  /** The address of a member's door; the address itself, and a line once, where there is none. */
  private String outside(String address) {
    Optional<Door> door = MemberAddress.parse(address).map(open::get);
    if (door.isEmpty() && unknown.add(address)) {
      LOG.warn("There is no door to {}, which a member names: it stays as it is", address);
    }
    return door.map(found -> Ports.ADDRESS + ":" + found.port()).orElse(address);
  }
}
