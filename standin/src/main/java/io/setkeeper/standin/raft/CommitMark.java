package io.setkeeper.standin.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.ratis.server.raftlog.RaftLog;

/**
 * The place in the log up to which a member knows that all is committed, in a file beside it: a
 * member that starts again has its data back before it hears of a leader.
 *
 * <p>Ratis can note that in the log itself, but such an entry counts in its elections: of two
 * followers with the same writes the one that lacks the last note would lose, and no optime shows
 * why. It is not forced to the disk: an older mark is as true, and says less.
 */
final class CommitMark implements AutoCloseable {
  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES);

  private CommitMark(FileChannel file) {
    this.file = file;
  }

  /** The mark that is kept in this file, which is made where there is none. */
  static CommitMark in(Path file) throws IOException {
    return new CommitMark(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** The last index that was noted; -1 where there is none. */
  synchronized long read() throws IOException {
    return file.read(buffer.clear(), 0) == Long.BYTES
        ? buffer.flip().getLong()
        : RaftLog.INVALID_LOG_INDEX;
  }

  synchronized void write(long index) throws IOException {
    file.write(buffer.clear().putLong(index).flip(), 0);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
