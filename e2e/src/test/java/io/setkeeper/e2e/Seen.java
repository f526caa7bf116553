package io.setkeeper.e2e;

import java.util.List;
import java.util.Optional;

/**
 * What the mongod of one pod says of the set.
 *
 * @param self the pod
 * @param writable it is primary and takes writes
 * @param setId the set's replicaSetId
 * @param members by the config, in its order
 */
record Seen(
    String self, boolean writable, long term, long version, String setId, List<Member> members) {

  /**
   * A member.
   *
   * @param state as replSetGetStatus names it
   */
  record Member(String host, int id, int votes, double priority, String state) {
    String pod() {
      return host.split("[.:]", 2)[0];
    }
  }

  Optional<Member> member(String pod) {
    return members.stream().filter(m -> m.pod().equals(pod)).findFirst();
  }

  long voters() {
    return members.stream().filter(m -> m.votes() > 0).count();
  }

  /** Whether it has so many members, all caught up, and one of them is primary. */
  boolean isWhole(int size) {
    return members.size() == size
        && members.stream().allMatch(m -> m.state().matches("PRIMARY|SECONDARY"))
        && members.stream().filter(m -> m.state().equals("PRIMARY")).count() == 1;
  }
}
