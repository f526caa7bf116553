package io.setkeeper.standin.raft;

import io.setkeeper.standin.store.LogEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ratis.server.raftlog.RaftLog;

/** The end of a member's log: what it has on disk and has not applied. */
public final class LogTail {
  /** An entry at its place in the log. */
  public record Placed(long index, long term, LogEntry entry) {}

  private LogTail() {}

  /** The entries from this index on. */
  static List<Placed> from(RaftLog log, long first) {
    var entries = new ArrayList<Placed>();
    try {
      long last = lastIndex(log);
      for (long index = first; index <= last; index++) {
        var entry = log.get(index);
        if (entry != null && entry.hasStateMachineLogEntry()) {
          var data = entry.getStateMachineLogEntry().getLogData();
          entries.add(
              new Placed(index, entry.getTerm(), LogEntry.decode(data.asReadOnlyByteBuffer())));
        }
      }
    } catch (IOException | IllegalStateException _) {
      // the log moved on meanwhile, or was closed: what was read is as good
    }
    return entries;
  }

  /** The log's last entry's index; -1 when there is none. */
  static long lastIndex(RaftLog log) {
    return end(log).index();
  }

  /** The log's last entry's place. */
  static LogEnd end(RaftLog log) {
    try {
      var last = log.getLastEntryTermIndex();
      return last == null ? LogEnd.NONE : new LogEnd(last.getTerm(), last.getIndex());
    } catch (IllegalStateException _) {
      return LogEnd.NONE; // closed
    }
  }
}
