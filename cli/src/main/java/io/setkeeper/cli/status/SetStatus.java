package io.setkeeper.cli.status;

import io.setkeeper.core.model.ConfigVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a replica set is doing.
 *
 * @param set the replica set's name
 * @param healthy the wanted members, one writable primary, the others SECONDARY, the config
 *     committed, no step due
 * @param primary the pod of the writable primary; empty where there is none
 * @param config empty where no member tells one
 * @param members in the config's order; none before initiation
 */
public record SetStatus(
    String set,
    boolean healthy,
    Optional<String> primary,
    Optional<ConfigVersion> config,
    List<MemberStatus> members,
    Keeping keeper,
    List<PodProcess> processes) {

  public SetStatus {
    members = List.copyOf(members);
    processes = List.copyOf(processes);
  }

  /**
   * A member of the config.
   *
   * @param id its {@code _id}
   * @param host {@code name:port}
   * @param pod empty where no pod has that host
   * @param state MongoDB's name of it
   * @param health 1 where the member that was asked reaches it, else 0
   * @param lagSeconds how far it is behind the primary; empty where that is not known
   */
  public record MemberStatus(
      int id,
      String host,
      Optional<String> pod,
      String state,
      int votes,
      double priority,
      int health,
      OptionalLong lagSeconds) {}

  /**
   * Who keeps the set.
   *
   * @param writer the pod whose keeper may act now; empty where there is none
   * @param decision the last that it took
   * @param reason of that decision
   */
  public record Keeping(Optional<String> writer, String decision, String reason) {}

  /**
   * A process of the sandbox.
   *
   * @param rssMiB its resident memory; empty where the machine does not tell
   */
  public record PodProcess(
      String pod, String container, long pid, OptionalLong rssMiB, int restarts) {}
}
