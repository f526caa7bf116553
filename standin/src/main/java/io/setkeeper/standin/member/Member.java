package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.member.Dbpath.Saved;
import io.setkeeper.standin.raft.RaftInterrupted;
import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.Node;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.store.LogEntry;
import io.setkeeper.standin.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member. A single thread looks at what changed and does what follows from it: installs
 * configs, starts and ends its part in the Raft group, stands for election, leads, and tells
 * whoever waits.
 */
public final class Member implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Member.class);
  private static final long TICK_MILLIS = 100;
  private static final Duration FOR_A_SUCCESSOR = Duration.ofSeconds(5);

  /**
   * What a process knows from its command line.
   *
   * @param setName {@code --replSet}
   * @param addresses what it listens on
   * @param port the port it listens on
   * @param defaultHost the "name:port" that a default config names
   */
  public record Setup(String setName, List<InetAddress> addresses, int port, String defaultHost) {}

  private final Setup setup;
  private final Dbpath dbpath;
  private final Store store = new Store();
  private final Peers peers = new Peers();
  private final Heartbeats heartbeats;
  private final KnownConfig known;
  private final View view;
  private final Participation participation;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final Object changes = new Object();
  private final Thread thread;

  private volatile Node node;
  private volatile boolean shownWritable;
  private volatile boolean handingOver;
  private volatile Optional<Instant> leavesBy = Optional.empty();
  private volatile boolean closing;
  private volatile boolean closed;
  private final ReentrantLock handover = new ReentrantLock();
  private Object shown = "";

  private Member(Setup setup, Dbpath dbpath) throws IOException {
    this.setup = setup;
    this.dbpath = dbpath;
    this.node = new Node(setup.setName(), new ObjectId(), 0, Instant.now());
    this.view = new View(this, peers);
    this.participation = new Participation(this, view);
    this.heartbeats = new Heartbeats(new Beats(this, peers));
    this.known = new KnownConfig(dbpath, this::isSelf, heartbeats::askFrom, this::tellAll);
    this.thread = Thread.ofPlatform().name("member").daemon().unstarted(this::run);
  }

  /** Goes on where the folder left off. */
  public static Member start(Setup setup, Dbpath dbpath) throws IOException {
    var member = new Member(setup, dbpath);
    member.known.search(Instant.now());
    member.thread.start();
    return member;
  }

  private void tellAll() {
    heartbeats.tellAll();
    wake();
  }

  // --- what others may know ---

  /** What is known of the set at this moment. */
  public ReplicaSetState state() {
    return view.state();
  }

  /** The command line's. */
  public Setup setup() {
    return setup;
  }

  /** The data. */
  public Store store() {
    return store;
  }

  /** Whether the config has this member under that "name:port". */
  boolean isOwn(String host) {
    return known.isOwn(host);
  }

  /** Whether a "name:port" leads to this process: its name is looked up, which takes its time. */
  public boolean isSelf(String host) {
    return HostPort.parse(host).leadsTo(setup.addresses(), setup.port());
  }

  /** Whether clients may write here. */
  public boolean isWritable() {
    return !handingOver
        && leavesBy.isEmpty()
        && !closed
        && leadership().filter(Leadership::isReady).isPresent();
  }

  /** Whether the process is on its way out. */
  public boolean isClosing() {
    return closing;
  }

  /** What {@code local.system.replset} holds. */
  public Optional<Document> storedConfig() {
    return saved().map(now -> now.config().toStoredDocument());
  }

  /** Whether a client that saw this topology is up to date. */
  public boolean isTopology(Optional<ObjectId> process, long counter) {
    var now = node();
    return process.filter(now.processId()::equals).isPresent() && counter == now.topologyCounter();
  }

  /** Waits until that many members have all that is in this primary's log now. */
  public boolean isReplicatedTo(int members, Duration most) throws InterruptedException {
    var leads = raft();
    if (leads.isEmpty()) {
      return false;
    }
    long index = leads.get().appliedIndex();
    return await(
        () ->
            1 + leads.get().matchIndexes().values().stream().filter(i -> i >= index).count()
                >= members,
        most);
  }

  KnownConfig known() {
    return known;
  }

  Optional<Saved> saved() {
    return known.saved();
  }

  Optional<MemberConfig> self() {
    return known.self();
  }

  Participation participation() {
    return participation;
  }

  Optional<RaftNode> raft() {
    return participation.raft();
  }

  Optional<Leadership> leadership() {
    return participation.leadership();
  }

  /**
   * What tells clients whether they know this topology. Its counter goes on in the very moment in
   * which writes are refused: a driver takes a refusal under a counter that it knows for an old
   * one, and sends the write here once more.
   */
  Node node() {
    if (isWritable() != shownWritable) {
      changed();
    }
    return node;
  }

  private synchronized void changed() {
    boolean writable = isWritable();
    if (writable != shownWritable) {
      shownWritable = writable;
      node = node.changed();
      wake();
    }
  }

  private synchronized void moreChanged() {
    node = node.changed();
  }

  Dbpath dbpath() {
    return dbpath;
  }

  Heartbeats heartbeats() {
    return heartbeats;
  }

  Peers peers() {
    return peers;
  }

  // --- what others may ask for ---

  /** Appends to the log, as primary; else fails with {@link RaftInterrupted}. */
  public CompletableFuture<Document> submit(LogEntry entry) {
    var node = raft();
    return isWritable() && node.isPresent()
        ? node.get().submit(entry)
        : CompletableFuture.failedFuture(new RaftInterrupted("not primary"));
  }

  /** Waits until something holds, looking again after every change. Answers whether it does. */
  public boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      synchronized (changes) {
        if (!condition.getAsBoolean()) {
          TimeUnit.NANOSECONDS.timedWait(changes, Math.min(left, 50_000_000));
        }
      }
    }
    return true;
  }

  /** Something changed that the member's thread must look at. */
  void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** Who holds it hands the primary's place over. */
  ReentrantLock handover() {
    return handover;
  }

  /** While it is true, no client may write: the primary's place goes to another. */
  void handingOver(boolean now) {
    handingOver = now;
    wake();
  }

  /** Until when a primary looks for a successor, once its process is to end. */
  Optional<Instant> leavesBy() {
    return leavesBy;
  }

  /**
   * Makes a config the set's without asking anybody; see {@link Participation#beginAgain}. Answers
   * whether it did.
   */
  CompletableFuture<Boolean> force(ReplicaSetConfig config) {
    var done = new CompletableFuture<Boolean>();
    orders.add(
        () -> {
          try {
            done.complete(participation.beginAgain(config));
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    wake();
    return done;
  }

  // --- the thread ---

  private void run() {
    while (!closed) {
      try {
        tick(Instant.now());
        var _ = wakeUps.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.error("the member's thread goes on after", e);
      }
    }
  }

  private void tick(Instant now) {
    for (var order = orders.poll(); order != null; order = orders.poll()) {
      order.run();
    }
    known.search(now);
    known.saved().ifPresent(saved -> participation.look(saved, now));
    known.follow(store.config());
    publish();
  }

  /** Wakes who waits, and counts the topology on when hello shows something new. */
  private void publish() {
    var shows = view.shows();
    boolean news = !shows.equals(shown);
    if (news) {
      shown = shows;
      moreChanged();
      LOG.info("{}", shows);
    }
    synchronized (changes) {
      changes.notifyAll();
    }
    if (news) {
      heartbeats.tellAll();
    }
  }

  /**
   * Before the process ends: a primary makes another one primary, if there is one to be made. A
   * step-down that was asked for meanwhile is waited for, and whatever comes of it, clients can't
   * write here any more.
   */
  public void stepDownForShutdown() throws InterruptedException {
    leavesBy = Optional.of(Instant.now().plus(FOR_A_SUCCESSOR));
    new Handover(this).beforeTheEnd();
    closing = true;
    wake();
  }

  @Override
  public void close() {
    closed = true;
    wake();
    synchronized (changes) {
      changes.notifyAll();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    heartbeats.close();
    participation.end();
  }
}
