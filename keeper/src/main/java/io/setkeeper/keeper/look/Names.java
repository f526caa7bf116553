package io.setkeeper.keeper.look;

import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lasting name of the mongod at an address, which its certificate bears: pods are connected to
 * by their IP, because a name may not resolve yet.
 */
public final class Names {
  private final HostPort own;
  private final String ownName;
  private final Map<String, String> byAddress = new ConcurrentHashMap<>();

  /**
   * @param own where the own mongod is reached
   * @param ownName the own member's name
   */
  public Names(HostPort own, String ownName) {
    this.own = own;
    this.ownName = ownName;
  }

  void learn(List<Pod> pods) {
    pods.forEach(pod -> pod.address().ifPresent(ip -> byAddress.put(ip, pod.host().host())));
  }

  /** The name; the address itself where it is no pod's. */
  public String of(HostPort address) {
    return address.equals(own) ? ownName : byAddress.getOrDefault(address.host(), address.host());
  }
}
