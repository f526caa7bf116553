package io.setkeeper.standin.raft;

import io.setkeeper.standin.store.Bson;
import io.setkeeper.standin.store.LogEntry;
import io.setkeeper.standin.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the log's committed entries to the {@link Store}, one after the other. */
final class DataStateMachine extends BaseStateMachine {
  private static final Logger LOGGER = LoggerFactory.getLogger(DataStateMachine.class);

  private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
  private final Store store;
  private final Runnable changed;
  private Optional<CommitMark> mark = Optional.empty();
  private volatile long committedBefore = RaftLog.INVALID_LOG_INDEX;

  /**
   * A state machine over this store.
   *
   * @param changed called after each change of anything that can be seen from outside, on Raft's
   *     threads: must not block
   */
  DataStateMachine(Store store, Runnable changed) {
    this.store = store;
    this.changed = changed;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage)
      throws IOException {
    super.initialize(server, group, raftStorage);
    storage.init(raftStorage);
    var beside = CommitMark.in(raftStorage.getStorageDir().getRoot().toPath().resolve("committed"));
    committedBefore = beside.read();
    mark = Optional.of(beside);
    getLifeCycle().startAndTransition(this::load, IOException.class);
  }

  /** The last entry of data that it had applied when it ended, in this group; -1 for none. */
  long committedBefore() {
    return committedBefore;
  }

  private void load() throws IOException {
    var snapshot = storage.getLatestSnapshot();
    if (snapshot == null) {
      store.clear();
      setLastAppliedTermIndex(TermIndex.INITIAL_VALUE);
      return;
    }
    store.load(snapshot.getFile().getPath());
    setLastAppliedTermIndex(snapshot.getTermIndex());
  }

  /** Before a leader's snapshot takes the place of what is here. */
  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() throws IOException {
    storage.loadLatestSnapshot();
    load();
    if (getLifeCycleState() == LifeCycle.State.PAUSED) {
      getLifeCycle().transition(LifeCycle.State.STARTING);
      getLifeCycle().transition(LifeCycle.State.RUNNING);
    }
    changed.run();
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    var entry = transaction.getLogEntry();
    ByteString data = entry.getStateMachineLogEntry().getLogData();
    var reply = store.apply(LogEntry.decode(data.asReadOnlyByteBuffer()), entry.getTerm());
    updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
    note(entry.getIndex());
    changed.run();
    return CompletableFuture.completedFuture(
        Message.valueOf(UnsafeByteOperations.unsafeWrap(Bson.encode(reply))));
  }

  private void note(long committed) {
    try {
      mark.orElseThrow().write(committed);
    } catch (IOException e) {
      LOGGER.warn("the mark of what is committed stays behind", e); // which is as true
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (mark.isPresent()) {
      mark.get().close();
    }
  }

  @Override
  public long takeSnapshot() throws IOException {
    var last = getLastAppliedTermIndex();
    if (last.getIndex() < 0) {
      return RaftLog.INVALID_LOG_INDEX;
    }
    save(store, storage, last);
    return last.getIndex();
  }

  /** Makes what the store holds the latest snapshot, as of this place in the log. */
  static void save(Store store, SimpleStateMachineStorage storage, TermIndex at)
      throws IOException {
    Path file = storage.getSnapshotFile(at.getTerm(), at.getIndex()).toPath();
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    store.save(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    MD5Hash digest = MD5FileUtil.computeAndSaveMd5ForFile(file.toFile());
    storage.updateLatestSnapshot(new SingleFileSnapshotInfo(new FileInfo(file, digest), at));
  }

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return storage;
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId self, RaftPeerId leader) {
    changed.run();
  }

  @Override
  public void notifyLeaderReady() {
    changed.run();
  }

  @Override
  public void notifyConfigurationChanged(long term, long index, RaftConfigurationProto newOne) {
    changed.run();
  }

  @Override
  public void notifyServerShutdown(RoleInfoProto role, boolean allServers) {
    changed.run();
  }
}
