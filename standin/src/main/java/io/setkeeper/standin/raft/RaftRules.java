package io.setkeeper.standin.raft;

import java.time.Duration;
import java.util.List;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.netty.NettyConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** How Ratis is to behave. */
final class RaftRules {
  /** MongoDB's largest document, and what surrounds it in an entry. */
  static final SizeInBytes LARGEST_ENTRY = SizeInBytes.valueOf("17MB");

  /** How much longer than the election timeout a member may wait: 15 %, as mongod does. */
  private static final double JITTER = 1.15;

  private RaftRules() {}

  static RaftProperties properties(RaftSettings settings) {
    var properties = new RaftProperties();
    RaftConfigKeys.Rpc.setType(properties, new RaftTransport());
    NettyConfigKeys.Server.setHost(properties, settings.address());
    NettyConfigKeys.Server.setPort(properties, settings.port());
    NettyConfigKeys.Server.setUseEpoll(properties, false);
    NettyConfigKeys.Client.setUseEpoll(properties, false);
    elections(properties, settings.electionTimeout());
    log(properties);
    var folder = settings.folder();
    RaftServerConfigKeys.setStorageDir(properties, List.of(folder.toFile()));
    RaftServerConfigKeys.setRemovedGroupsDir(properties, folder.resolve("removed").toFile());
    RaftServerConfigKeys.RetryCache.setExpiryTime(properties, seconds(1));
    RaftServerConfigKeys.ThreadPool.setClientCached(properties, true);
    return properties;
  }

  private static void elections(RaftProperties properties, Duration timeout) {
    long least = timeout.toMillis();
    long most = (long) (least * JITTER);
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, millis(least));
    RaftServerConfigKeys.Rpc.setTimeoutMax(properties, millis(most));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, millis(least));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, millis(most));
    RaftServerConfigKeys.Rpc.setSleepTime(properties, millis(100));
    RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, millis(least));
    RaftServerConfigKeys.LeaderElection.setMemberMajorityAdd(properties, true);
    // A long pause of the whole machine is no reason to wait another round.
    RaftServerConfigKeys.setSleepDeviationThreshold(properties, seconds(3600));
  }

  private static void log(RaftProperties properties) {
    // See CommitMark.
    RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
    RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("18MB"));
    RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, 2);
    RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf("8MB"));
    RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("1MB"));
    RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf("18MB"));
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, LARGEST_ENTRY);
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
    RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, 1_000);
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, 10_000);
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, 2);
  }

  private static TimeDuration millis(long millis) {
    return TimeDuration.valueOf(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  private static TimeDuration seconds(long seconds) {
    return millis(seconds * 1_000);
  }
}
