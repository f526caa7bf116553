package io.setkeeper.standin.raft;

import de.bwaldvogel.mongo.bson.Document;
import io.setkeeper.standin.raft.RaftSettings.Membership;
import io.setkeeper.standin.raft.RaftSettings.Peer;
import io.setkeeper.standin.store.Bson;
import io.setkeeper.standin.store.LogEntry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/** What this member asks of the leader that it is itself. */
final class RaftRequests {
  private static final long TRANSFER_MILLIS = 3_000;

  private final RaftServer server;
  private final RaftGroupId group;
  private final ClientId client = ClientId.randomId();
  private final AtomicLong calls = new AtomicLong();

  RaftRequests(RaftServer server, RaftGroupId group) {
    this.server = server;
    this.group = group;
  }

  static List<RaftPeer> peers(List<Peer> peers, RaftPeerRole role) {
    return peers.stream().map(peer -> peer(peer, role)).toList();
  }

  private static RaftPeer peer(Peer peer, RaftPeerRole role) {
    return RaftPeer.newBuilder()
        .setId(peer.id())
        .setAddress(peer.address())
        .setPriority(peer.priority())
        .setStartupRole(role)
        .build();
  }

  CompletableFuture<Document> submit(LogEntry entry) {
    try {
      var request =
          RaftClientRequest.newBuilder()
              .setClientId(client)
              .setServerId(server.getId())
              .setGroupId(group)
              .setCallId(calls.incrementAndGet())
              .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(entry.encode())))
              .setType(RaftClientRequest.writeRequestType())
              .build();
      return server
          .submitClientRequestAsync(request)
          .thenApply(reply -> Bson.decode(check(reply).getMessage().getContent().toByteArray()));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(new RaftInterrupted(e));
    }
  }

  CompletableFuture<RaftClientReply> setMembership(Membership membership) {
    var arguments =
        SetConfigurationRequest.Arguments.newBuilder()
            .setServersInNewConf(peers(membership.voters(), RaftPeerRole.FOLLOWER))
            .setListenersInNewConf(peers(membership.listeners(), RaftPeerRole.LISTENER))
            .build();
    try {
      return server
          .setConfigurationAsync(
              new SetConfigurationRequest(
                  client, server.getId(), group, calls.incrementAndGet(), arguments))
          .thenApply(RaftRequests::check);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(new RaftInterrupted(e));
    }
  }

  void stepDown() {
    var request =
        new TransferLeadershipRequest(
            client, server.getId(), group, calls.incrementAndGet(), null, TRANSFER_MILLIS);
    try {
      server.transferLeadershipAsync(request).exceptionally(_ -> null).join();
    } catch (IOException _) {
      // no leader any more: as wished
    }
  }

  private static RaftClientReply check(RaftClientReply reply) {
    if (!reply.isSuccess()) {
      throw new RaftInterrupted(reply.getException());
    }
    return reply;
  }
}
