package io.setkeeper.standin.raft;

import io.setkeeper.standin.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.RaftStorageMetadata;
import org.apache.ratis.server.storage.StorageImplUtils;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;

/** A Raft group that begins with data: a snapshot, and no log yet. */
public final class NewGroup {
  private NewGroup() {}

  /**
   * Writes the folder of a group that {@link RaftNode#start} can then begin with.
   *
   * @param settings of the group that is to be, whose folder is new
   * @param store what it begins with
   * @param term its elections come after this one, so that terms rise as MongoDB's do
   * @param index the snapshot's place; the log goes on after it
   * @throws IOException when the disk can't be used
   */
  public static void write(RaftSettings settings, Store store, long term, long index)
      throws IOException {
    Files.createDirectories(settings.folder());
    try (var disk =
        StorageImplUtils.initRaftStorage(
            settings.group().toString(),
            RaftStorage.StartupOption.RECOVER,
            RaftRules.properties(settings))) {
      disk.getMetadataFile().persist(RaftStorageMetadata.valueOf(term, RaftPeerId.valueOf("")));
      var storage = new SimpleStateMachineStorage();
      storage.init(disk);
      DataStateMachine.save(store, storage, TermIndex.valueOf(term, index));
    }
  }
}
