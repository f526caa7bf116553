package io.setkeeper.cli.connect;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Forwards;
import io.setkeeper.cli.cluster.Kube;
import io.setkeeper.cli.cluster.MongoSet;
import io.setkeeper.core.model.HostPort;
import io.setkeeper.core.model.Pod;
import io.setkeeper.door.Doors;
import io.setkeeper.door.MemberAddress;
import io.setkeeper.door.Upstream;
import io.setkeeper.kubernetes.PodWatch;
import io.setkeeper.mongodb.HelloWatch.News;
import io.setkeeper.mongodb.MongodAccess;
import io.setkeeper.mongodb.TlsSockets;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps the doors of one set as its members come and go. Used by one thread. */
public final class Connect implements AutoCloseable {
  /** How long a mongod is waited for that has not said anything yet, before others are believed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MongoSet set;
  private final Optional<TlsSockets> tls;
  private final Forwards forwards;
  private final PodWatch watch;
  private final Listening listening;
  private final Absences absences;
  private final Doors doors;
  private final Ports ports;
  private final Semaphore bell;
  private View view = View.BLANK;

  private Connect(
      MongoSet set,
      Optional<TlsSockets> tls,
      Forwards forwards,
      PodWatch watch,
      Listening listening,
      Ports ports,
      Semaphore bell) {
    this.set = set;
    this.tls = tls;
    this.forwards = forwards;
    this.watch = watch;
    this.listening = listening;
    this.absences = new Absences(forwards::failure);
    this.doors = ports.doors();
    this.ports = ports;
    this.bell = bell;
  }

  /**
   * Opens the watches; doors come as members are known.
   *
   * @param kube that is not closed before this
   * @param access of which the login is not used
   * @param ports which ports the doors get
   * @throws Refusal where the StatefulSet is gone, or the API server does not answer
   * @throws IllegalArgumentException when a file of the access is not what it should be
   */
  public static Connect open(Kube kube, MongoSet set, MongodAccess access, Ports ports) {
    Semaphore bell = new Semaphore(0);
    Optional<TlsSockets> tls = access.tls().map(TlsSockets::new);
    PodWatch watch = watch(kube, set, bell::release);
    Forwards forwards = new Forwards(kube, set.namespace());
    Listening listening = new Listening(set, forwards, access, bell::release);
    return new Connect(set, tls, forwards, watch, listening, ports, bell);
  }

  private static PodWatch watch(Kube kube, MongoSet set, Runnable onChange) {
    try {
      return PodWatch.open(kube.client(), set.namespace(), set.name(), onChange)
          .orElseThrow(set::gone);
    } catch (IllegalStateException e) {
      throw new Refusal("No door can be opened: " + e.getMessage(), "Try again");
    }
  }

  /**
   * Waits until the members are known and have their doors; the connection string.
   *
   * @param speaker told of every change
   * @throws Refusal where it is not allowed, or no mongod tells of a set in time
   */
  public String untilReady(Duration timeout, Speaker speaker) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      step(speaker);
      refuseWhatIsHopeless();
      Duration passed = Duration.ofNanos(System.nanoTime() - start);
      if (view.uri().isPresent() && (isAllHeard() || passed.compareTo(PATIENCE) > 0)) {
        ports.check(view.membership().orElseThrow());
        return view.uri().orElseThrow();
      }
      if (passed.compareTo(timeout) > 0) {
        throw tooLate(timeout);
      }
      if (bell.tryAcquire(100, TimeUnit.MILLISECONDS)) {
        bell.drainPermits();
      }
    }
  }

  /** Follows the set for ever. */
  public void stay(Speaker speaker) throws InterruptedException {
    while (true) {
      bell.acquire();
      bell.drainPermits();
      step(speaker);
    }
  }

  private void step(Speaker speaker) {
    View before = view;
    view = look(before);
    if (!view.equals(before)) {
      speaker.tell(view);
    }
  }

  private View look(View before) {
    List<Pod> pods = watch.pods().orElseGet(List::of);
    if (watch.pods().isPresent()) {
      listening.follow(pods);
    }
    Map<String, News> heard = listening.heard();
    Optional<Membership> membership =
        Membership.of(set, pods, heard, before.membership()).or(before::membership);
    membership.ifPresent(this::open);
    return new View(
        membership,
        new TreeMap<>(doors.ports()),
        absences.of(pods, heard, membership, before.away()),
        watch.trouble());
  }

  private void open(Membership membership) {
    Map<MemberAddress, Upstream> members = new HashMap<>();
    membership
        .pods()
        .forEach((member, pod) -> pod.ifPresent(p -> members.put(member, way(member, p))));
    ports.prefer(membership);
    try {
      doors.update(members);
    } catch (IOException e) {
      throw new Refusal("No door can be opened: " + e.getMessage(), "End who listens there");
    }
  }

  private Upstream way(MemberAddress member, String pod) {
    HostPort local = forwards.to(pod, set.port());
    return Upstream.tcp(
        local.host(),
        local.port(),
        plain -> tls.isPresent() ? tls.get().over(plain, member.host()) : plain);
  }

  private boolean isAllHeard() {
    Map<String, News> heard = listening.heard();
    return view.membership().flatMap(Membership::primary).isPresent()
        && watch.pods().orElseGet(List::of).stream()
            .filter(Pod::running)
            .allMatch(pod -> heard.containsKey(pod.name()));
  }

  private void refuseWhatIsHopeless() {
    if (view.membership().isEmpty()) {
      forwards.denial().ifPresent(Connect::denied);
    }
    if (watch.pods().isEmpty()) {
      watch.trouble().ifPresent(Connect::blind);
    }
  }

  private static void denied(String why) {
    throw new Refusal("No mongod can be reached: " + why, Forwards.REMEDY);
  }

  private static void blind(String why) {
    throw new Refusal("The pods can't be watched: " + why, "Then try again");
  }

  private Refusal tooLate(Duration timeout) {
    String why =
        view.away().isEmpty()
            ? "there is no pod"
            : String.join("; ", view.away().entrySet().stream().map(Object::toString).toList());
    return Refusal.notHealthy(
        "No mongod of statefulset/%s tells of a set after %d s: %s"
            .formatted(set.name(), timeout.toSeconds(), why),
        "Look: setkeeper explain; or wait longer: --timeout");
  }

  @Override
  public void close() {
    doors.close();
    listening.close();
    watch.close();
    forwards.close();
  }
}
