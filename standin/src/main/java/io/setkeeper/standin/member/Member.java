package io.setkeeper.standin.member;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.setkeeper.standin.member.Dbpath.Saved;
import io.setkeeper.standin.raft.RaftInterrupted;
import io.setkeeper.standin.raft.RaftNode;
import io.setkeeper.standin.raft.RaftSettings;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.replset.ConfigRules;
import io.setkeeper.standin.replset.MemberConfig;
import io.setkeeper.standin.replset.Node;
import io.setkeeper.standin.replset.ReplicaSetConfig;
import io.setkeeper.standin.replset.ReplicaSetState;
import io.setkeeper.standin.store.LogEntry;
import io.setkeeper.standin.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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
  private final Standing standing = new Standing();
  private final View view;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Object changes = new Object();
  private final Thread thread;

  private volatile Optional<Saved> saved;
  private volatile Optional<MemberConfig> self = Optional.empty();
  private volatile Optional<RaftNode> raft = Optional.empty();
  private volatile Optional<Leadership> leadership = Optional.empty();
  private volatile Node node;
  private volatile String reason = "electionTimeout";
  private volatile boolean upToDate;
  private volatile boolean handingOver;
  private volatile boolean closing;
  private volatile boolean closed;
  private Object shown = "";
  private Instant searched = Instant.EPOCH;
  private Instant raftNotBefore = Instant.EPOCH;
  private long announced = -1;

  private Member(Setup setup, Dbpath dbpath) throws IOException {
    this.setup = setup;
    this.dbpath = dbpath;
    this.node = new Node(setup.setName(), new ObjectId(), 0, Instant.now());
    this.saved = dbpath.load();
    this.view = new View(this, peers);
    this.heartbeats = new Heartbeats(new Beats(this, peers));
    this.thread = Thread.ofPlatform().name("member").daemon().unstarted(this::run);
  }

  /** Goes on where the folder left off. */
  public static Member start(Setup setup, Dbpath dbpath) throws IOException {
    var member = new Member(setup, dbpath);
    member.saved.ifPresent(member::adopt);
    member.thread.start();
    return member;
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

  /** Whether a "name:port" leads to this process. */
  public boolean isSelf(String host) {
    return HostPort.parse(host).leadsTo(setup.addresses(), setup.port());
  }

  /** Whether clients may write here. */
  public boolean isWritable() {
    return !handingOver && !closed && leadership.filter(Leadership::isReady).isPresent();
  }

  /** Whether the process is on its way out. */
  public boolean isClosing() {
    return closing;
  }

  /** What {@code local.system.replset} holds. */
  public Optional<Document> storedConfig() {
    return saved.map(known -> known.config().toStoredDocument());
  }

  /** Whether a client that saw this topology is up to date. */
  public boolean isTopology(Optional<ObjectId> process, long counter) {
    var now = node;
    return process.filter(now.processId()::equals).isPresent() && counter == now.topologyCounter();
  }

  /** Waits until that many members have all that is in this primary's log now. */
  public boolean isReplicatedTo(int members, Duration most) throws InterruptedException {
    var leads = raft;
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

  Optional<Saved> saved() {
    return saved;
  }

  Optional<MemberConfig> self() {
    return self;
  }

  Optional<RaftNode> raft() {
    return raft;
  }

  Optional<Leadership> leadership() {
    return leadership;
  }

  Node node() {
    return node;
  }

  /** Whether it has had all that the primary had, since it began. */
  boolean isUpToDate() {
    return upToDate;
  }

  Dbpath dbpath() {
    return dbpath;
  }

  Standing standing() {
    return standing;
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
    var node = raft;
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

  /** Why this member will stand, in mongod's word, when it does. */
  void standsFor(String why) {
    reason = why;
  }

  /** While it is true, no client may write: the primary's place goes to another. */
  void handingOver(boolean now) {
    handingOver = now;
    wake();
  }

  /** Takes over a config that is newer than its own. */
  synchronized void install(ReplicaSetConfig config, List<Peer> founders, boolean synced) {
    var next =
        saved
            .map(old -> old.withConfig(config))
            .orElseGet(() -> new Saved(config, founders, synced));
    if (saved.isPresent() && saved.get().config().version().compareTo(config.version()) >= 0) {
      return;
    }
    keep(next);
    LOG.info("New replica set config in use: {}", config.version());
    adopt(next);
    heartbeats.tellAll();
    wake();
  }

  /**
   * Notes that it has had all that the primary had: on what is saved now, for a config may have
   * come meanwhile.
   */
  private synchronized void synchronised() {
    Saved now = saved.orElseThrow();
    if (!now.synced()) {
      keep(now.synchronised());
    }
    upToDate = true;
  }

  /** Only while this object is locked: the newest must be what stays on disk. */
  private void keep(Saved next) {
    try {
      dbpath.save(next);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the replica set config", e);
    }
    saved = Optional.of(next);
  }

  private void adopt(Saved next) {
    var members = next.config().members();
    self = members.stream().filter(member -> isSelf(member.host())).findFirst();
    searched = Instant.now();
    heartbeats.askFrom(
        members.stream()
            .map(MemberConfig::host)
            .filter(host -> self.filter(me -> me.host().equals(host)).isEmpty())
            .collect(Collectors.toSet()));
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
    saved.ifPresent(known -> look(known, now));
    store.config().map(ReplicaSetConfig::fromStored).ifPresent(c -> install(c, List.of(), true));
    publish();
  }

  private void look(Saved known, Instant now) {
    if (self.isEmpty() && Duration.between(searched, now).toMillis() > 1_000) {
      adopt(known); // a name may resolve by now
    }
    keepRaft(known, now);
    if (raft.isEmpty() || self.isEmpty()) {
      leadership = Optional.empty();
      return;
    }
    var node = raft.get();
    node.settle();
    if (node.leads()) {
      lead(node, known.config(), now);
    } else {
      leadership = Optional.empty();
      if (standing.consider(node, known.config(), self.get(), now)) {
        reason = "electionTimeout";
      }
    }
    if (!upToDate && (node.leads() || view.isCaughtUp(node))) {
      synchronised();
    }
  }

  private void lead(RaftNode node, ReplicaSetConfig config, Instant now) {
    long term = node.term();
    if (leadership.filter(now1 -> now1.term() == term).isEmpty()) {
      var seen = store.applied().opTime();
      leadership = Optional.of(new Leadership(node, term, config, reason, seen, this::wake));
    }
    var leads = leadership.get();
    if (leads.isReady()) {
      leads.regroup(config, view.knowledge(node), now);
      giveVotes(term);
    }
    announce(node);
  }

  /** Newly added members get their votes one by one, each by a reconfig of the primary's own. */
  private void giveVotes(long term) {
    if (state() instanceof ReplicaSetState.Member member && member.configCommitted()) {
      var due = ConfigRules.dueForTheirVote(member);
      if (!due.isEmpty()) {
        var next = member.config().withVoteOf(due.getFirst(), term);
        var _ = submit(new LogEntry.Config(Instant.now(), next.toStoredDocument()));
      }
    }
  }

  /** Tells followers of the last commit, unless more entries are on their way anyway. */
  private void announce(RaftNode node) {
    long index = node.appliedIndex();
    if (index != announced && node.lastIndex() <= index) {
      announced = index;
      node.announceCommit();
    }
  }

  private void keepRaft(Saved known, Instant now) {
    if (self.isEmpty() || raft.filter(RaftNode::isClosed).isPresent()) {
      var ended = raft;
      raft = Optional.empty();
      leadership = Optional.empty();
      ended.ifPresent(RaftNode::close);
    }
    if (self.isEmpty() || raft.isPresent() || now.isBefore(raftNotBefore)) {
      return;
    }
    raftNotBefore = now.plusSeconds(1);
    upToDate = false;
    var settings = known.config().settings();
    try {
      raft =
          Optional.of(
              RaftNode.start(
                  new RaftSettings(
                      dbpath.log(),
                      setup.addresses().getFirst().getHostAddress(),
                      setup.port() + HostPort.RAFT_OFFSET,
                      dbpath.node(),
                      group(settings.replicaSetId().orElseThrow()),
                      known.founders(),
                      Duration.ofMillis(settings.electionTimeoutMillis())),
                  store,
                  this::wake));
      heartbeats.tellAll();
    } catch (IOException e) {
      LOG.error("cannot take part in the Raft group", e);
    }
  }

  private static UUID group(ObjectId replicaSetId) {
    var bytes = ByteBuffer.allocate(16).put(replicaSetId.toByteArray()).flip().limit(16);
    return new UUID(bytes.getLong(0), bytes.getLong(8));
  }

  /** Wakes who waits, and counts the topology on when hello shows something new. */
  private void publish() {
    var shows = view.shows();
    boolean news = !shows.equals(shown);
    if (news) {
      shown = shows;
      node = node.changed();
      LOG.info("{}", shows);
    }
    synchronized (changes) {
      changes.notifyAll();
    }
    if (news) {
      heartbeats.tellAll();
    }
  }

  /** Before the process ends: a primary makes another one primary, if there is one to be made. */
  public void stepDownForShutdown() throws InterruptedException {
    if (isWritable()) {
      var _ = new Handover(this).handOver(Duration.ofSeconds(5), Instant.MAX);
    }
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
    raft.ifPresent(RaftNode::close);
  }
}
