package io.setkeeper.cli.view;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.setkeeper.cli.base.StateFolder;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.cli.cluster.Place;
import io.setkeeper.cli.cluster.PodInfo;
import io.setkeeper.cli.cluster.Ref;
import io.setkeeper.cli.cluster.SetLook;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.server.DoorFile;
import io.setkeeper.cli.status.Assessment;
import io.setkeeper.cli.status.Memory;
import io.setkeeper.door.ConnectionString;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.sandbox.kinds.Kinds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at one set, as often as it is asked. */
public final class Observer implements AutoCloseable {
  private final Kube kube;
  private final Place place;
  private final MongoSet set;
  private final SetLook look;

  private Observer(Kube kube, Place place, MongoSet set, SetLook look) {
    this.kube = kube;
    this.place = place;
    this.set = set;
    this.look = look;
  }

  /**
   * Nothing is asked of the set's members yet.
   *
   * @param set that there is
   * @param access what a cluster's mongods demand
   */
  public static Observer of(Kube kube, Place place, MongoSet set, MongodAccess access) {
    return new Observer(kube, place, set, SetLook.open(kube, place, set, access));
  }

  /** How it is now. Takes seconds where a member does not answer. */
  public Picture look() {
    List<PodInfo> pods =
        kube.list(Kinds.POD, set.namespace()).stream()
            .map(PodInfo::of)
            .filter(pod -> set.owns(pod.name()))
            .sorted(PodInfo.BY_ORDINAL)
            .toList();
    Map<String, String> claims =
        kube.list(Kinds.PERSISTENT_VOLUME_CLAIM, set.namespace()).stream()
            .filter(claim -> Trees.name(claim).matches(".*-" + set.name() + "-[0-9]+"))
            .collect(toUnmodifiableMap(Trees::name, c -> Trees.text(c, "status", "phase")));
    int wanted =
        kube.find(Ref.to(Kinds.STATEFUL_SET, set.namespace(), set.name()))
            .map(object -> Trees.number(object, 1, "spec", "replicas"))
            .orElse(0);
    return new Picture(
        wanted,
        pods,
        claims,
        Assessment.of(set, look.tellingSnapshot(), pods, Instant.now(), this::rssMiB),
        connection(pods));
  }

  /** What a container has written so far. */
  public String logs(String pod, String container) {
    return kube.logs(Ref.to(Kinds.POD, set.namespace(), pod), container);
  }

  private long rssMiB(long pid) {
    return place instanceof Place.Sandbox ? Memory.rssMiB(pid) : -1;
  }

  /** A sandbox has doors; to a cluster's set {@code connect} opens some. */
  private Optional<String> connection(List<PodInfo> pods) {
    if (!(place instanceof Place.Sandbox(StateFolder state))) {
      return Optional.empty();
    }
    Map<MemberAddress, Integer> doors =
        doors(state, set, pods.stream().map(PodInfo::name).toList());
    return doors.isEmpty()
        ? Optional.empty()
        : Optional.of(ConnectionString.outside(set.setName(), doors));
  }

  /** The doors of these pods. */
  public static Map<MemberAddress, Integer> doors(
      StateFolder state, MongoSet set, List<String> pods) {
    Map<MemberAddress, Integer> doors = new HashMap<>(DoorFile.read(state.doors()));
    List<String> hosts = pods.stream().map(set::host).toList();
    doors.keySet().removeIf(member -> !hosts.contains(member.toString()));
    return doors;
  }

  @Override
  public void close() {
    look.close();
  }
}
